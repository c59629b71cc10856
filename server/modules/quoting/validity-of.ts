/** Between which days a revision holds, from frozen data alone. Pure. */
import { addDays } from '#platform/civil-date';
import { quoteValidityDays } from './api.ts';
import type { QuoteHead, QuoteRevision } from './quote-revision.ts';

/** Last day of a quote made on a day: after the days of the house, never beyond the last day of one of its offers. */
export function lastDayFrom(day: string, proposals: readonly { readonly conditions: { readonly validTo: string | null } }[]): string {
  const ends = proposals.flatMap(({ conditions }) => (conditions.validTo === null ? [] : [conditions.validTo]));
  return [addDays(day, quoteValidityDays), ...ends].toSorted()[0] ?? day;
}

/** First and last day of a revision. The head knows the last day of the newest; an earlier one ends as it did when it was saved. */
export function validityOf(head: Pick<QuoteHead, 'revision' | 'expiresOn'>, revision: Pick<QuoteRevision, 'startDate' | 'proposals'> & { readonly number: number }): { readonly issuedOn: string; readonly validUntil: string } {
  const { startDate, proposals, number } = revision;
  return { issuedOn: startDate, validUntil: number === head.revision ? head.expiresOn : lastDayFrom(startDate, proposals) };
}
