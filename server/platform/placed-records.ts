import type { Context } from './context.ts';

/** Nodes of the organisation whose records are to be counted: with everything below them, or exactly there. */
interface PlacesAsked {
  readonly below: readonly number[];
  readonly at: readonly number[];
}

/**
 * Records that stand at nodes of the organisation and are seen from there upwards. Modules hand them to whoever must say
 * what moving a node does, without either knowing the other.
 */
export interface PlacedRecords {
  /** `quotes`, `stock`, `offers`. */
  readonly key: string;
  /** In the plural, small letters. */
  readonly words: { readonly it: string; readonly en: string };
  /** They hold for everything below their place (an offer of a region): a node that moves leaves those above its old place and meets those above its new one. */
  readonly holdsBelow?: true;
  /** How many the caller sees at each node that has any. */
  readonly count: (ctx: Context, asked: PlacesAsked) => Promise<readonly { readonly nodeId: number; readonly count: number }[]>;
}
