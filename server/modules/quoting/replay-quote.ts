/** Proof that a saved quote still computes to what it was: figure by figure, and by the digest of the whole plan. */
import { engineVersion } from '#engine';
import type { Context } from '#platform/context';
import type { ResponseOf } from '#platform/contract';
import type { replayQuoteRoute } from './api.ts';
import { replayProposal } from './calculation/replay-proposal.ts';
import { figuresDigest, type StoredProposal } from './quote-revision.ts';
import { getQuote } from './quotes.ts';

type Replay = ResponseOf<typeof replayQuoteRoute>;

/** A stored proposal computed again and compared with what was saved. */
export function replayStored(proposal: StoredProposal, startDate: string): Replay['proposals'][number] {
  const { figures, refusal, differences } = replayProposal(proposal, startDate);
  const same = figures !== undefined && differences.length === 0 && figuresDigest(figures).equals(proposal.figuresDigest);
  return { number: proposal.number, same, refusal, differences: [...differences] };
}

/** Replays every proposal of a revision. Throws not_found outside the actor's scope. */
export async function replayQuote(ctx: Context, id: string, revisionNumber?: number): Promise<Replay> {
  const { revision, number } = await getQuote(ctx, id, revisionNumber);
  const proposals = revision.proposals.map((proposal) => replayStored(proposal, revision.startDate));
  return { revision: number, same: proposals.every(({ same }) => same), engineThen: revision.engineVersion, engineNow: engineVersion, proposals };
}
