/** What the house says today of the cars of a quote: the car itself, its offers for who buys and how, its options' prices. */
import type { OfferConditions } from '#pricing/api';
import { quotedOptions, type QuotedOption, type QuoteRefusal, type VehicleChoice } from '#quoting/api';
import type { Refused } from '#platform/result';
import { answerOf, ProblemError } from '../../../request/index.ts';
import type { QuoteDraft } from '../draft/quote-draft.ts';
import { fromStock, fromVersion, type VehicleInWork } from '../draft/vehicle-in-work.ts';
import { applicableOffers, getStockVehicle, getVersion, versionOptions } from '../endpoints.ts';

/** Who buys and how: offers are made for both. */
export type SaleKind = Pick<QuoteDraft, 'channel'> & { readonly customerType: QuoteDraft['customer']['type'] };
export const plainSaleKind: SaleKind = { channel: 'showroom', customerType: 'consumer' };

export interface WantedCar {
  readonly choice: VehicleChoice;
  readonly optionCodes: readonly string[];
  /** The car as a quote knows it, for one that has left the stock. */
  readonly known?: VehicleInWork | undefined;
}

export interface ReadCar {
  readonly car: VehicleInWork;
  readonly offers: readonly OfferConditions[];
  readonly today: string;
  /** The options wanted at today's prices; none when the car cannot be built so. */
  readonly options: readonly QuotedOption[];
  readonly unbuildable: Refused<QuoteRefusal> | undefined;
}

/** Long enough not to move under the customer's eyes; a save after that is checked by the server anyway. */
const steadyMs = 3_600_000;

/** The query as `prepareQuickQuote` asks it ahead: nothing said for the ordinary sale. */
function offerQuery(choice: VehicleChoice, { channel, customerType }: SaleKind) {
  const sale = { ...(customerType === 'consumer' ? {} : { customerType }), ...(channel === 'showroom' ? {} : { channel }) };
  return choice.kind === 'stock' ? { stockId: choice.stockId, ...sale } : { versionId: choice.versionId, ...sale };
}

async function readVehicle({ choice, known }: WantedCar, staleMs: number): Promise<VehicleInWork> {
  try {
    if (choice.kind === 'catalogue') return fromVersion(await answerOf(getVersion, { params: { id: choice.versionId } }, staleMs));
    return fromStock(await answerOf(getStockVehicle, { params: { id: choice.stockId } }, staleMs));
  } catch (error) {
    // A quoted car that is no longer there is told by the offers, which refuse it; here it only lacks its site.
    if (known !== undefined && error instanceof ProblemError && error.status === 404) return known;
    throw error;
  }
}

async function readOptions({ choice, optionCodes }: WantedCar, staleMs: number): Promise<Pick<ReadCar, 'options' | 'unbuildable'>> {
  if (choice.kind === 'stock' || optionCodes.length === 0) return { options: [], unbuildable: undefined };
  const found = quotedOptions(await answerOf(versionOptions, { params: { id: choice.versionId } }, staleMs), optionCodes);
  return found.ok ? { options: found.value, unbuildable: undefined } : { options: [], unbuildable: found };
}

/** Reads one car; `fresh` asks the server again for what it has said before. Throws a ProblemError. */
export async function readCar(wanted: WantedCar, sale: SaleKind, fresh = false): Promise<ReadCar> {
  const staleMs = fresh ? 0 : steadyMs;
  const [car, offers, options] = await Promise.all([
    readVehicle(wanted, staleMs),
    answerOf(applicableOffers, { query: offerQuery(wanted.choice, sale) }, staleMs),
    readOptions(wanted, staleMs),
  ]);
  return { car, offers: offers.items, today: offers.today, ...options };
}
