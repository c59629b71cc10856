/** Contracts of what a seller does with a saved quote besides saving it: the comparison on paper, holding its car. */
import { z } from 'zod';
import { mostReservationDays } from '#vehicles/api';
import { civilDate, defineRoute, uuid } from '#platform/contract';

export { mostReservationDays };

const proposal = z.number().int().min(1).max(20);

export const comparisonRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/quotes/:id/comparison-document',
  summary: 'The proposals of a quote side by side, or the lines of a fleet, on one sheet; made once, then the stored original.',
  access: 'quoting.quote.print',
  params: z.object({ id: uuid }),
  query: z.strictObject({ revision: z.coerce.number().int().min(1).max(100_000).optional(), language: z.enum(['it', 'en']).default('it') }),
  response: z.unknown(),
  refusals: { nothing_to_compare: { it: 'Il preventivo ha una sola proposta: stampa il preventivo.', en: 'The quote has a single proposal: print the quote.' } },
  produces: 'application/pdf',
  ratePerMinute: 120,
});

const proposalCar = z.object({
  proposal: z.number().int(),
  stockId: uuid,
  /** `ours`: held for this quote; `other`: held by somebody else; `gone`: sold or no longer within reach. */
  state: z.enum(['free', 'ours', 'other', 'gone']),
  heldUntil: civilDate.nullable(),
});

export const quoteReservationsRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/quotes/:id/reservation',
  summary: 'The cars in stock of a quote’s newest revision, and whether they are held for it.',
  access: 'quoting.quote.read',
  params: z.object({ id: uuid }),
  response: z.object({ items: z.array(proposalCar), mostDays: z.number().int() }),
});

const shared = {
  proposal_missing: { it: 'Il preventivo non ha la proposta {proposal}.', en: 'The quote has no proposal {proposal}.' },
  not_a_stock_car: { it: 'L’auto della proposta {proposal} è da ordinare: non c’è nulla da riservare.', en: 'The car of proposal {proposal} is to be ordered: there is nothing to reserve.' },
} as const;

export const reserveForQuoteRoute = defineRoute({
  method: 'POST',
  path: '/api/quoting/quotes/:id/reservation',
  summary: 'Holds the stock car of a proposal for some days, or prolongs that; of two who ask at once exactly one gets it.',
  access: 'vehicles.stock.reserve',
  params: z.object({ id: uuid }),
  body: z.strictObject({ proposal, days: z.number().int().min(0).max(365) }),
  response: proposalCar,
  refusals: {
    ...shared,
    quote_expired: { it: 'Il preventivo è scaduto il {day}: rivedilo prima di riservare l’auto.', en: 'The quote expired on {day}: revise it before reserving the car.' },
    vehicle_sold: { it: 'Il veicolo è venduto.', en: 'The vehicle is sold.' },
    vehicle_reserved: { it: 'Il veicolo è già riservato{until}.', en: 'The vehicle is reserved already{until}.' },
    reservation_length: { it: 'Un’auto si riserva per al massimo {mostDays} giorni.', en: 'A car is reserved for {mostDays} days at most.' },
  },
});

export const releaseForQuoteRoute = defineRoute({
  method: 'DELETE',
  path: '/api/quoting/quotes/:id/reservation',
  summary: 'Frees the car that is held for a proposal of this quote.',
  access: 'vehicles.stock.reserve',
  params: z.object({ id: uuid }),
  query: z.strictObject({ proposal: z.coerce.number().int().min(1).max(20) }),
  response: z.object({ released: z.literal(true) }),
  refusals: {
    ...shared,
    not_reserved: { it: 'L’auto non è riservata.', en: 'The car is not reserved.' },
    reserved_by_another: { it: 'L’auto è riservata per un altro preventivo o da un collega.', en: 'The car is held for another quote or by a colleague.' },
  },
});
