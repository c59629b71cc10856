/** One line of the doctor: `attention` works today and should be looked at, `fail` keeps Volano from working rightly. */
export interface Finding {
  check: string;
  state: 'ok' | 'attention' | 'fail';
  message: string;
  /** What to do; empty when all is well. */
  remedy: string;
}

export function ok(check: string, message: string): Finding {
  return { check, state: 'ok', message, remedy: '' };
}

export function attention(check: string, message: string, remedy: string): Finding {
  return { check, state: 'attention', message, remedy };
}

export function fail(check: string, message: string, remedy: string): Finding {
  return { check, state: 'fail', message, remedy };
}
