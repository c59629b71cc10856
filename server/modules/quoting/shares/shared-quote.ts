/** A quote as its customer sees it: the same figures as the seller's, without what is the house's own. */
import { findBrand, type Brand } from '#documents';
import { branchOf, dealerOf, type OrganisationNode } from '#identity';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { listPhotos } from '#vehicles';
import type { QuoteFigures, SharedProposal, SharedQuote } from '../api.ts';
import { replayFigures } from '../open-quote.ts';
import type { StoredProposal } from '../quote-revision.ts';
import { getQuote } from '../quotes.ts';
import type { OpenShare } from './share-door.ts';
import { lastAskedAt } from './share-requests.ts';
import { printedForms } from './shared-papers.ts';
import { sharedProposals } from './shared-proposals.ts';
import { lenderNameOf } from '../precontract-forms/stored-lender-terms.ts';

/** Without commission, the house's limit of the price, the car's place in stock and frame number, and what tells the car given in. Pure. */
function customersView({ number, quantity, input, vehicle, conditions }: StoredProposal, figures: QuoteFigures, photo: boolean): SharedProposal {
  return {
    number,
    quantity,
    input: {
      ...input,
      vehicle: { kind: 'catalogue', versionId: vehicle.versionId },
      tradeIn: input.tradeIn === null ? null : { plate: '', description: '', mileageKm: null, payoffCents: input.tradeIn.payoffCents },
    },
    vehicle: { ...vehicle, stockId: null, vin: null, housePriceCents: null },
    conditions: { ...conditions, commission: null },
    figures: { ...figures, rows: [...figures.rows], lease: figures.lease === null ? null : { ...figures.lease, rows: [...figures.lease.rows] } },
    photo,
  };
}

/** The dealer under the mark and colour of its papers. */
function dealerView(dealer: OrganisationNode, branch: OrganisationNode | undefined, brand: Brand): SharedQuote['dealer'] {
  const place = branch ?? dealer;
  const town = [place.postalCode, place.city, place.province === null ? null : `(${place.province})`].filter((part) => part !== null).join(' ');
  return {
    name: dealer.name,
    branchName: branch?.name ?? null,
    addressLines: [place.addressLine, town].filter((line): line is string => line !== null && line !== ''),
    phone: place.phone ?? dealer.phone,
    email: place.email ?? dealer.email,
    colour: brand.accentColour ?? dealer.brandColour,
    logo: brand.logoSvg !== null,
  };
}

async function hasPhoto(ctx: Context, stockId: string | null): Promise<boolean> {
  return stockId !== null && (await listPhotos(ctx, stockId)).length > 0;
}

/** Everything the page on the customer's phone shows. */
export async function sharedQuote(ctx: Context, share: OpenShare): Promise<SharedQuote> {
  const { head, revision, number } = await getQuote(ctx, share.quoteId, share.revision);
  const dealer = await dealerOf(ctx, head.nodeId);
  if (dealer === undefined) throw new AppError('not_found', 'dealer of the quote');
  const shown = sharedProposals(share, revision);
  const proposals: SharedProposal[] = [];
  for (const proposal of shown) proposals.push(customersView(proposal, replayFigures(proposal, revision), await hasPhoto(ctx, proposal.vehicle.stockId)));
  return {
    number: head.number,
    revision: number,
    isNewest: number === head.revision,
    kind: revision.kind,
    customerType: revision.customer.type,
    expiresOn: share.expiresOn,
    startDate: revision.startDate,
    sellerName: head.sellerName,
    lenderName: await lenderNameOf(ctx, revision.startDate),
    dealer: dealerView(dealer, await branchOf(ctx, head.nodeId), await findBrand(ctx, dealer.id)),
    proposals,
    document: shown.length === revision.proposals.length,
    precontract: await printedForms(ctx, { quoteId: head.id, revision: number }, shown.map((proposal) => proposal.number)),
    askedAt: (await lastAskedAt(ctx, share.shareId))?.toISOString() ?? null,
  };
}
