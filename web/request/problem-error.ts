import type { ProblemDocument } from '#platform/contract';
import { detailWithoutPaths } from './problem-fields.ts';

/** Codes that only the browser gives: the server was not reached, or what answered was not our server. */
export type LocalProblemCode = 'network' | 'unreadable';

/** A request that did not succeed: the server's problem document (RFC 9457), or the browser's own for a server not reached. */
export class ProblemError extends Error {
  readonly status: number;
  /** Stable name: a refusal of the contract, an error code of the server, `network` or `unreadable`. */
  readonly code: string;
  readonly title: string;
  /** For people: without the paths that the server names for programs. */
  readonly detail: string;
  readonly fields: ProblemDocument['fields'];
  readonly details: NonNullable<ProblemDocument['details']>;
  /** Empty when no server answered. */
  readonly requestId: string;
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Omit<ProblemDocument, 'type'>, retryAfterSeconds?: number) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'ProblemError';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = detailWithoutPaths(problem);
    this.fields = problem.fields;
    this.details = problem.details ?? {};
    this.requestId = problem.requestId;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Trying the same again may help: nothing was decided about the request itself. */
  get retryable(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429;
  }
}

const localWords = {
  network: {
    it: { title: 'Server non raggiungibile', detail: 'La richiesta non è arrivata a destinazione o la risposta si è persa. Controlla la connessione e riprova: un salvataggio ripetuto non viene registrato due volte.' },
    en: { title: 'Server not reachable', detail: 'The request did not arrive or its answer was lost. Check the connection and try again: a repeated save is not recorded twice.' },
  },
  unreadable: {
    it: { title: 'Risposta non leggibile', detail: 'Ha risposto qualcosa che non è il programma, forse la rete dell’ufficio. Riprova; se si ripete, avvisa l’assistenza.' },
    en: { title: 'Answer not readable', detail: 'Something other than the program answered, perhaps the office network. Try again; if it happens again, tell support.' },
  },
} as const;

/** A failure that no server described. */
export function localProblem(code: LocalProblemCode, language: 'it' | 'en', status = 0): ProblemError {
  return new ProblemError({ ...localWords[code][language], code, status, requestId: '', fields: [] });
}
