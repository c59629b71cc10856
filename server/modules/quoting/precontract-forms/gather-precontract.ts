/** The facts of a pre-contract form: one frozen proposal, the lender's particulars of the day, the dealer between. */
import { branchOf, dealerOf, type OrganisationNode } from '#identity';
import { findBrand, type FormDocumentData } from '#documents';
import { addDays } from '#platform/civil-date';
import type { Context } from '#platform/context';
import type { RefusalOf } from '#platform/contract';
import { AppError } from '#platform/errors';
import { done, refuse, type Result } from '#platform/result';
import { fullPriceCents, type getPrecontractRoute } from '../api.ts';
import { priceQuote } from '../calculation/price-quote.ts';
import { toldCreditCents } from '../calculation/told-credit.ts';
import { consumerLease } from '../precontract/consumer-lease.ts';
import type { PrecontractFacts } from '../precontract/precontract-facts.ts';
import { newRegimeFrom } from '../precontract/lender-terms.ts';
import { precontractForm, precontractRules, type PrecontractForm } from '../precontract/precontract-rules.ts';
import type { StoredProposal, QuoteHead, QuoteRevision } from '../quote-revision.ts';
import { issuerOf } from '../papers/quote-document.ts';
import { getQuote } from '../quotes.ts';
import { findLenderTerms } from './stored-lender-terms.ts';
import { validityOf } from '../validity-of.ts';

export interface PrecontractQuestion {
  readonly quoteId: string;
  readonly revision?: number | undefined;
  readonly proposal: number;
  /** Day on which the contract is to be signed; today unless said otherwise. */
  readonly signingOn?: string | undefined;
}

export interface GatheredPrecontract {
  readonly form: PrecontractForm;
  readonly facts: PrecontractFacts;
  readonly head: QuoteHead;
  readonly revision: number;
  /** What that revision holds. */
  readonly content: QuoteRevision;
  readonly dealer: FormDocumentData['dealer'];
}

const townOf = ({ postalCode, city, province }: OrganisationNode): string => [postalCode, city, province === null ? null : `(${province})`].filter((part) => part !== null).join(' ');

/** The car in words, with plate or frame number when it has one. */
function goodOf({ vehicle, input }: StoredProposal): PrecontractFacts['good'] {
  return {
    name: `${vehicle.make} ${vehicle.carline} ${vehicle.name}`,
    identifier: vehicle.plate ?? vehicle.vin,
    cashPriceCents: fullPriceCents(input, vehicle) - input.discountCents,
  };
}

interface Parties {
  readonly place: OrganisationNode;
  readonly dealer: OrganisationNode;
  readonly lender: PrecontractFacts['lender'];
  readonly days: Pick<PrecontractFacts, 'issuedOn' | 'validUntil' | 'signingOn' | 'newRegimeFrom'>;
}

function factsOf(head: QuoteHead, revision: QuoteRevision, proposal: StoredProposal, { place, dealer, lender, days }: Parties): PrecontractFacts {
  const { input, conditions, vehicle } = proposal;
  const priced = priceQuote(input, conditions, revision.startDate, vehicle);
  if (!priced.ok) throw new AppError('not_found', `proposal ${proposal.number} can no longer be computed`);
  const { figures, leaseTerms } = priced;
  return {
    quoteNumber: head.number,
    ...days,
    lender,
    intermediary: { name: dealer.name, address: [place.addressLine, townOf(place)].filter((part) => part !== null && part !== '').join(', '), phone: place.phone ?? dealer.phone, email: place.email ?? dealer.email },
    atDistance: revision.channel === 'remote',
    good: goodOf(proposal),
    depositCents: input.depositCents,
    tradeInCents: input.tradeInCents,
    payoffCents: input.tradeIn?.payoffCents ?? 0,
    conditions,
    serviceCodes: input.serviceCodes,
    termMonths: input.termMonths,
    figures: leaseTerms === null ? figures : consumerLease(figures, leaseTerms, { creditCents: toldCreditCents(proposal, 'consumer'), services: conditions.services }),
  };
}

/** Gathers and chooses the form, or says why there is none. Throws not_found outside the actor's scope. */
export async function gatherPrecontract(ctx: Context, question: PrecontractQuestion): Promise<Result<GatheredPrecontract, RefusalOf<typeof getPrecontractRoute>>> {
  const { head, revision, number } = await getQuote(ctx, question.quoteId, question.revision);
  const proposal = revision.proposals.find((candidate) => candidate.number === question.proposal);
  if (proposal === undefined) return refuse('proposal_missing', 'proposal', { proposal: question.proposal });
  const signingOn = question.signingOn ?? ctx.today;
  const days = validityOf(head, { number, ...revision });
  if (signingOn < days.issuedOn) return refuse('signing_before_quote', 'signingOn', { day: days.issuedOn });
  if (signingOn > days.validUntil) return refuse('signing_after_expiry', 'signingOn', { day: days.validUntil });
  const { plan } = proposal.conditions.product;
  // The day of signing decides, so the datum in force on that day counts, also for a quote made before it was known.
  const rules = { ...precontractRules, newRegimeFrom: newRegimeFrom(await findLenderTerms(ctx, signingOn)) };
  const asked = { signedOn: signingOn, customerType: revision.customer.type, totalCreditCents: toldCreditCents(proposal, revision.customer.type), plan, purchaseOption: (proposal.input.balloonCents ?? 0) > 0 };
  const chosen = precontractForm(asked, rules);
  if (chosen.form === null) return refuse(chosen.why);
  const lender = await findLenderTerms(ctx, revision.startDate);
  if (lender === undefined) return refuse('lender_terms_missing', undefined, { day: revision.startDate });
  const dealer = await dealerOf(ctx, head.nodeId);
  if (dealer === undefined) throw new AppError('not_found', 'dealer of the quote');
  const branch = await branchOf(ctx, head.nodeId);
  const told = { signingOn, newRegimeFrom: rules.newRegimeFrom, issuedOn: days.issuedOn, validUntil: [days.validUntil, addDays(days.issuedOn, lender.validityDays)].toSorted()[0] ?? days.validUntil };
  return done({
    form: chosen.form,
    facts: factsOf(head, revision, proposal, { place: branch ?? dealer, dealer, lender, days: told }),
    head,
    revision: number,
    content: revision,
    dealer: issuerOf(dealer, branch, await findBrand(ctx, dealer.id)),
  });
}
