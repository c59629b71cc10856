import { AppError } from '#platform/errors';
import type { StoredProposal, QuoteRevision } from '../quote-revision.ts';
import type { OpenShare } from './share-door.ts';

/** The proposals that a link shows. A revision that no longer has any of them leaves nothing to show: throws link_not_valid. */
export function sharedProposals(share: Pick<OpenShare, 'proposals'>, revision: QuoteRevision): StoredProposal[] {
  const shown = revision.proposals.filter((proposal) => revision.kind === 'fleet' || share.proposals === null || share.proposals.includes(proposal.number));
  if (shown.length === 0) throw new AppError('link_not_valid');
  return shown;
}
