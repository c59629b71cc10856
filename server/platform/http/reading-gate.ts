/**
 * A port of the door: some writes wait until their author has read and confirmed what the house told him. A route says so of
 * itself (`gatedBy`); who knows what is unread is wired in by main.ts. A route without the word costs no question.
 */
import type { Context } from '../context.ts';
import { refuse, type Refused } from '../result.ts';

/** What keeps a gate closed. */
export interface ClosedGate {
  readonly itemId: string;
  readonly version: number;
  /** In the language of the request. */
  readonly title: string;
}

/** Answers what keeps a gate closed to the acting personality; undefined when it is open. */
export type FindClosedGate = (ctx: Context, gate: string) => Promise<ClosedGate | undefined>;

const mustReadFirst = 'must_read_first';

/** Words of the refusal, the same for every gated route. */
export const gateRefusals = {
  [mustReadFirst]: {
    it: 'Prima leggi e conferma la comunicazione «{title}».',
    en: 'First read and confirm “{title}”.',
  },
} as const;

/** The refusal of a gated route, with the item to read. */
export function refuseUntilRead({ itemId, version, title }: ClosedGate): Refused {
  return refuse(mustReadFirst, undefined, { itemId, version, title });
}
