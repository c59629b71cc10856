/** Contracts of the lists of quotes: filters and orders, counting, export, what is done to many at once. */
import { z } from 'zod';
import { customerType, offerPlan } from '#pricing/api';
import { cents, civilDate, defineRoute, instant, plainText, uuid } from '#platform/contract';

export const quoteListItemSchema = z.object({
  id: uuid,
  number: z.string(),
  reference: z.string(),
  vehicleLabel: z.string(),
  offerName: z.string(),
  plan: offerPlan,
  sellerName: z.string(),
  dealerCode: z.string(),
  kind: z.enum(['alternatives', 'fleet']),
  /** Alternatives, or lines of a fleet; the figures are those of the first, of a fleet its totals. */
  proposals: z.number().int(),
  /** Cars of a fleet; 1 for alternatives. */
  quantity: z.number().int(),
  customerType,
  followUpOn: civilDate.nullable(),
  priceCents: cents,
  totalCreditCents: cents,
  termMonths: z.number().int(),
  instalmentCents: cents,
  taegPpm: z.number().int(),
  revision: z.number().int(),
  createdAt: instant,
  expiresOn: civilDate,
  status: z.enum(['open', 'expired']),
});
export type QuoteListItem = z.infer<typeof quoteListItemSchema>;

const node = z.coerce.number().int().min(1).max(2_147_483_647);
const amount = z.coerce.number().int().min(0).max(1_000_000_000);

/** Everything a list of quotes can be narrowed by. All of it stands in the address of the page. */
export const quoteFilterSchema = z.strictObject({
  /** Words that must each begin a word of number, name, vehicle, plate, VIN, seller or telephone. */
  text: plainText(80).optional(),
  status: z.enum(['open', 'expired']).optional(),
  /** Node of a seller, node of a dealer: only quotes at it or below. */
  sellerNodeId: node.optional(),
  dealerNodeId: node.optional(),
  /** Days on which the quote was first saved, both included, in Italy. */
  madeFrom: civilDate.optional(),
  madeTo: civilDate.optional(),
  plan: offerPlan.optional(),
  /** Total amount of the credit, both ends included. */
  amountFromCents: amount.optional(),
  amountToCents: amount.optional(),
  instalmentFromCents: amount.optional(),
  instalmentToCents: amount.optional(),
  /** `due`: today or earlier; `planned`: any day. */
  followUp: z.enum(['due', 'planned']).optional(),
  stockId: uuid.optional(),
  customerType: customerType.optional(),
});
export type QuoteFilter = z.output<typeof quoteFilterSchema>;

export const quoteSort = z.enum(['newest', 'number', 'amount', 'instalment', 'expiry', 'seller', 'followUp']);
export type QuoteSort = z.infer<typeof quoteSort>;
export const sortOrder = z.enum(['asc', 'desc']);
export type SortOrder = z.infer<typeof sortOrder>;

/**
 * Without `sort` the filter decides: follow-ups by their day, expired quotes the latest expired first, all others the newest
 * first. Without `order` each sort has its own: largest amount, but smallest instalment, soonest expiry, A to Z.
 * `followUp` leaves out quotes without a day.
 */
const inOrder = { sort: quoteSort.optional(), order: sortOrder.optional() };

export const listQuotesRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/quotes',
  summary: 'Quotes of the active personality’s scope, newest first unless another order is asked for.',
  access: 'quoting.quote.read',
  query: quoteFilterSchema.extend({ ...inOrder, cursor: z.string().max(600).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  response: z.object({ items: z.array(quoteListItemSchema), nextCursor: z.string().nullable() }),
});

/** Counting ends here: "1,000 and more" is all anybody does something with. */
export const mostCounted = 1000;

export const countQuotesRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/quotes/open-count',
  summary: 'How many quotes of the scope can still be accepted; counts to 1,000.',
  access: 'quoting.quote.read',
  response: z.object({ open: z.number().int() }),
});

export const countFilteredRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/quotes/count',
  summary: 'How many quotes of the scope answer a filter; counts to 1,000 and says whether there are more.',
  access: 'quoting.quote.read',
  query: quoteFilterSchema,
  response: z.object({ count: z.number().int(), more: z.boolean() }),
});

export const quotePlacesRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/places',
  summary: 'Dealers and sellers of the scope to filter quotes by, at most 20, by name or code; or one by its node.',
  access: 'quoting.quote.read',
  query: z.strictObject({ kind: z.enum(['dealer', 'seller']), text: plainText(60).optional(), nodeId: node.optional() }),
  response: z.object({ items: z.array(z.object({ nodeId: z.number().int(), code: z.string(), name: z.string() })) }),
});

export const exportFormat = z.enum(['csv', 'xlsx']);
/** The longest sheet that common programs open, head apart. */
export const mostExported = 1_000_000;

export const exportQuotesRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/export',
  summary: 'The filtered list as CSV or XLSX, streamed, at most 1,000,000 rows.',
  access: 'quoting.quote.read',
  query: quoteFilterSchema.extend({
    ...inOrder,
    format: exportFormat,
    language: z.enum(['it', 'en']).default('it'),
  }),
  response: z.unknown(),
  produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ratePerMinute: 20,
});

/** Done to at most so many quotes at once. */
export const mostAtOnce = 500;
const chosen = z.array(uuid).min(1).max(mostAtOnce);

export const exportChosenRoute = defineRoute({
  method: 'POST',
  path: '/api/quoting/export',
  summary: 'Chosen quotes as CSV or XLSX; those outside the scope are left out.',
  access: 'quoting.quote.read',
  body: z.strictObject({ ids: chosen, format: exportFormat, language: z.enum(['it', 'en']).default('it') }),
  response: z.unknown(),
  produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ratePerMinute: 20,
});

export const setFollowUpsRoute = defineRoute({
  method: 'POST',
  path: '/api/quoting/follow-ups',
  summary: 'Sets or clears the day on which to come back to chosen quotes; answers for each whether it was done.',
  access: 'quoting.quote.write',
  body: z.strictObject({ ids: chosen, followUpOn: civilDate.nullable() }),
  response: z.object({ items: z.array(z.object({ id: uuid, number: z.string().nullable(), outcome: z.enum(['done', 'same', 'not_found']) })) }),
  refusals: { day_passed: { it: 'Il giorno del richiamo è già passato: scegli oggi o un giorno futuro.', en: 'The day to come back has passed: choose today or a later day.' } },
});
