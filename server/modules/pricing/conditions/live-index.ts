/**
 * The index of offers under change: compiled once, and beside it a small index of the offers written since, which stand in
 * place of what the first knows of them. A change costs what it changes; when many have gathered, all are compiled anew. Pure.
 */
import { applicableOffers, compileOffers, type OfferIndex } from './offer-index.ts';
import type { OfferQuestion } from './applicability.ts';
import { comparePrecedence, type RankedOffer } from './precedence.ts';

export interface LiveIndex {
  readonly base: OfferIndex;
  /** Offers whose versions in `base` no longer count. */
  readonly changedIds: ReadonlySet<string>;
  /** All versions of those offers as they are now. */
  readonly changed: OfferIndex;
}

/** Beyond so many changed offers the two are compiled into one. */
const mostChanged = 256;
const nothing = compileOffers([]);

export function liveIndexOf(offers: readonly RankedOffer[]): LiveIndex {
  return { base: compileOffers(offers), changedIds: new Set(), changed: nothing };
}

/** The index after a change of the offers `ids`, whose versions are now `offers`; an offer without versions is gone. The old index stays usable. */
export function withChangedOffers(live: LiveIndex, ids: readonly string[], offers: readonly RankedOffer[]): LiveIndex {
  const again = new Set(ids);
  const changed = [...live.changed.offers.filter(({ offerId }) => !again.has(offerId)), ...offers];
  const changedIds = new Set([...live.changedIds, ...ids]);
  if (changedIds.size > mostChanged) return liveIndexOf([...live.base.offers.filter(({ offerId }) => !changedIds.has(offerId)), ...changed]);
  return { base: live.base, changedIds, changed: compileOffers(changed) };
}

/** Offers that apply, the best first: what one index of all of them would answer. */
export function applicableLiveOffers(live: LiveIndex, question: OfferQuestion): RankedOffer[] {
  const kept = applicableOffers(live.base, question);
  if (live.changedIds.size === 0) return kept;
  const found = kept.filter(({ offerId }) => !live.changedIds.has(offerId));
  const changed = applicableOffers(live.changed, question);
  return changed.length === 0 ? found : merged(found, changed, question.pathIds);
}

/** Two lists in order as one: the few are put into their places among the many. */
function merged(many: readonly RankedOffer[], few: readonly RankedOffer[], pathIds: readonly number[]): RankedOffer[] {
  const all: RankedOffer[] = [];
  let from = 0;
  for (const one of few) {
    let [low, high] = [from, many.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = many[middle];
      if (there !== undefined && comparePrecedence(there, one, pathIds) < 0) low = middle + 1;
      else high = middle;
    }
    all.push(...many.slice(from, low), one);
    from = low;
  }
  all.push(...many.slice(from));
  return all;
}
