/** Posts to applications, and tells by name why something was not taken. */
import { OutboundError, sendOut, type OutboundPolicy } from '#platform/outbound';

/** Why something was not taken, by name. */
export type FailureReason = 'refused' | 'broken' | 'moved' | 'late' | 'nobody' | 'name' | 'notAllowed' | 'inside' | 'cut' | 'certificate' | 'other';

export interface Outcome {
  readonly accepted: boolean;
  /** Null: it was taken. */
  readonly reason: FailureReason | null;
  /** Status of the answer; null: there was none. */
  readonly status: number | null;
  /** In words, for whoever mends it. */
  readonly answer: string;
}

function reasonOfStatus(status: number): FailureReason | null {
  if (status >= 200 && status < 300) return null;
  return status >= 500 ? 'broken' : status >= 400 ? 'refused' : 'moved';
}

function reasonOf(error: unknown): FailureReason {
  if (!(error instanceof OutboundError)) return 'other';
  if (error.why !== 'broken') return error.why === 'tooLarge' ? 'other' : error.why;
  const { code = '' } = error.cause as NodeJS.ErrnoException;
  if (code === 'ETIMEDOUT') return 'late';
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH') return 'nobody';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'cut';
  return /CERT|ALTNAME|SELF_SIGNED|ISSUER/.test(code) ? 'certificate' : 'other';
}

/** Posts a body and tells how it was taken. Follows no redirect, reads no answer, waits five seconds. Never throws. */
export async function postOut(address: string, body: { readonly type: string; readonly text: string }, policy: OutboundPolicy): Promise<Outcome> {
  try {
    const { status } = await sendOut(new URL(address), { method: 'POST', headers: { 'content-type': body.type }, body: body.text }, policy, 0);
    const reason = reasonOfStatus(status);
    return { accepted: reason === null, reason, status, answer: `status ${status}` };
  } catch (error) {
    return { accepted: false, reason: reasonOf(error), status: null, answer: error instanceof Error ? error.message : String(error) };
  }
}
