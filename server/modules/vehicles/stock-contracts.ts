/** Contracts of stock: the list, a car's page, reserving and selling, photos. */
import { z } from 'zod';
import { amountCents, cents, civilDate, defineRoute, fileBytes, pageQuery, plainText, uuid } from '#platform/contract';
import { sheetShape, sheetTypes, stockState, stockVehicleSchema, technicalDataSchema, vehicleKind } from './vehicle-contracts.ts';

/** Orders of the stock list: last arrived, longest in stock, by price, by kilometres. */
export const stockSort = z.enum(['latest', 'longest', 'cheapest', 'dearest', 'leastDriven', 'mostDriven']);
export type StockSort = z.infer<typeof stockSort>;

/** Days a car may be held at most, counted from the day of reserving. */
export const mostReservationDays = 15;
export const mostPhotos = 20;
/** Largest photo that may be sent, in bytes. */
export const largestPhoto = 15_728_640;
export const photoMediaTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;

const days = z.coerce.number().int().min(0).max(36_500);

/** Everything the stock list can be narrowed by, and its order. */
const stockChoice = {
  text: plainText(80).optional(),
  kind: vehicleKind.optional(),
  state: stockState.optional(),
  siteNodeId: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  makeId: uuid.optional(),
  minPriceCents: z.coerce.number().pipe(amountCents).optional(),
  maxPriceCents: z.coerce.number().pipe(amountCents).optional(),
  minDays: days.optional(),
  maxDays: days.optional(),
  sort: stockSort.optional(),
};

export const listStockRoute = defineRoute({
  method: 'GET',
  path: '/api/vehicles/stock',
  summary: 'Stock within reach by site, kind, state, make, price, age in stock and typed words; cars on hand, the latest arrived first, and then those sold, unless another order is asked for.',
  access: 'vehicles.stock.read',
  query: pageQuery.extend(stockChoice).strict(),
  response: z.object({ items: z.array(stockVehicleSchema), nextCursor: z.string().nullable() }),
  ratePerMinute: 1200,
});

/** The longest sheet that common programs open, head apart. */
export const mostStockExported = 1_000_000;
/** Cars that may be ticked and exported at once. */
export const mostStockAtOnce = 500;

export const exportStockRoute = defineRoute({
  method: 'GET',
  path: '/api/vehicles/export',
  summary: 'The filtered stock as CSV or XLSX in the order asked for, streamed, at most 1,000,000 cars.',
  access: 'vehicles.stock.read',
  query: z.strictObject({ ...stockChoice, ...sheetShape }),
  response: z.unknown(),
  produces: sheetTypes,
  ratePerMinute: 20,
});

export const exportChosenStockRoute = defineRoute({
  method: 'POST',
  path: '/api/vehicles/export',
  summary: 'Chosen cars as CSV or XLSX, the latest arrived first; those beyond reach are left out.',
  access: 'vehicles.stock.read',
  body: z.strictObject({ ids: z.array(uuid).min(1).max(mostStockAtOnce), ...sheetShape }),
  response: z.unknown(),
  produces: sheetTypes,
  ratePerMinute: 20,
});

export const getStockVehicleRoute = defineRoute({
  method: 'GET',
  path: '/api/vehicles/stock/:id',
  summary: 'A vehicle in stock.',
  access: 'vehicles.stock.read',
  params: z.object({ id: uuid }),
  response: stockVehicleSchema,
});

export const listSitesRoute = defineRoute({
  method: 'GET',
  path: '/api/vehicles/sites',
  summary: 'Sites within reach that hold stock, by name.',
  access: 'vehicles.stock.read',
  query: z.strictObject({ text: plainText(80).optional(), limit: z.coerce.number().int().min(1).max(50).default(20) }),
  response: z.object({ items: z.array(z.object({ nodeId: z.number().int(), name: z.string() })) }),
});

export const reservationSchema = z.object({
  reservationId: uuid,
  /** Quote it was made from; null = made by hand. */
  quoteId: uuid.nullable(),
  reservedBy: z.string().nullable(),
  reservedOn: civilDate,
  /** Last day on which it holds. */
  heldUntil: civilDate,
  /** The asker made it, and may prolong or release it. */
  own: z.boolean(),
});
export type Reservation = z.infer<typeof reservationSchema>;

export const photoSchema = z.object({
  photoId: uuid,
  width: z.number().int(),
  height: z.number().int(),
  /** A drawing of the kind of body, not this car. */
  illustration: z.boolean(),
});
export type StockPhoto = z.infer<typeof photoSchema>;

/** What happened to a car in stock; the latest first. */
export const stockEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('arrived'), on: civilDate }),
  z.object({ kind: z.literal('reserved'), on: civilDate, by: z.string().nullable(), quoteId: uuid.nullable(), heldUntil: civilDate }),
  z.object({ kind: z.literal('reservationEnded'), on: civilDate, reason: z.enum(['released', 'sold', 'expired']) }),
  z.object({ kind: z.literal('priceChanged'), on: civilDate, by: z.string().nullable(), beforeCents: cents, afterCents: cents }),
  z.object({ kind: z.literal('sold'), on: civilDate, quoteId: uuid.nullable() }),
]);
export type StockEvent = z.infer<typeof stockEventSchema>;

/** Why an operation cannot be done now; null = it can. `forbidden` = not by this person. */
const whyNot = z.enum(['vehicle_sold', 'vehicle_reserved', 'not_reserved', 'photos_full', 'forbidden']).nullable();

export const stockPageSchema = z.object({
  vehicle: stockVehicleSchema,
  technical: technicalDataSchema,
  identifiers: z.object({
    plateCountry: z.string(),
    /** Manufacturer by the VIN's first characters; null when they are in no table. */
    maker: z.string().nullable(),
    country: z.string().nullable(),
    /** Years the tenth character may mean, the latest first: always uncertain. */
    possibleModelYears: z.array(z.number().int()),
  }),
  photos: z.array(photoSchema),
  reservation: reservationSchema.nullable(),
  history: z.array(stockEventSchema),
  operations: z.object({ quote: whyNot, reserve: whyNot, release: whyNot, sell: whyNot, addPhoto: whyNot }),
});
export type StockPage = z.infer<typeof stockPageSchema>;

export const stockPageRoute = defineRoute({
  method: 'GET',
  path: '/api/vehicles/stock/:id/page',
  summary: 'A vehicle in stock with its technical data, photos, reservation, history and what may be done with it.',
  access: 'vehicles.stock.read',
  params: z.object({ id: uuid }),
  response: stockPageSchema,
});

export const reservationRefusals = {
  vehicle_sold: { it: 'Il veicolo è venduto.', en: 'The vehicle is sold.' },
  vehicle_reserved: { it: 'Il veicolo è già riservato{until}.', en: 'The vehicle is reserved already{until}.' },
  reservation_length: { it: 'Un veicolo si riserva per {mostDays} giorni al massimo.', en: 'A vehicle can be reserved for {mostDays} days at most.' },
} as const;
export const releaseRefusals = {
  not_reserved: { it: 'Il veicolo non è riservato.', en: 'The vehicle is not reserved.' },
  reserved_by_another: { it: 'La riserva è di un collega: la libera lui o il responsabile.', en: 'The reservation is a colleague’s: they or the manager can release it.' },
} as const;

export const reserveVehicleRoute = defineRoute({
  method: 'POST',
  path: '/api/vehicles/stock/:id/reservation',
  summary: 'Reserves a vehicle by hand, or prolongs one’s own reservation; of two who ask at once exactly one gets it.',
  access: 'vehicles.stock.reserve',
  params: z.object({ id: uuid }),
  body: z.strictObject({ days: z.number().int().min(0).max(365) }),
  response: reservationSchema,
  refusals: reservationRefusals,
});

export const releaseReservationRoute = defineRoute({
  method: 'DELETE',
  path: '/api/vehicles/stock/:id/reservation',
  summary: 'Releases a reservation: one’s own, or, for managers, anybody’s.',
  access: 'vehicles.stock.reserve',
  params: z.object({ id: uuid }),
  response: z.object({ released: z.literal(true) }),
  refusals: releaseRefusals,
});

export const sellVehicleRoute = defineRoute({
  method: 'POST',
  path: '/api/vehicles/stock/:id/sale',
  summary: 'Marks a vehicle as sold; one that somebody else holds only by a manager.',
  access: 'vehicles.stock.reserve',
  params: z.object({ id: uuid }),
  response: z.object({ soldOn: civilDate }),
  refusals: { vehicle_sold: reservationRefusals.vehicle_sold, vehicle_reserved: reservationRefusals.vehicle_reserved },
});

export const photoRefusals = {
  photo_not_a_picture: { it: 'Il file non è una foto JPEG, PNG o WebP, o è rovinato.', en: 'The file is no JPEG, PNG or WebP picture, or it is damaged.' },
  photo_disguised: { it: 'Il contenuto del file non è del tipo dichiarato.', en: 'The content of the file is not of the type it claims.' },
  photo_too_many_pixels: { it: 'La foto ha più di 50 milioni di punti.', en: 'The picture has more than 50 million pixels.' },
  photo_too_small: { it: 'La foto è più piccola di 320 × 200 punti.', en: 'The picture is smaller than 320 × 200 pixels.' },
  photos_full: { it: 'Un veicolo ha al massimo 20 foto: eliminane una.', en: 'A vehicle has 20 photos at most: delete one.' },
} as const;

const photoParams = z.object({ id: uuid, photoId: uuid });

export const addPhotoRoute = defineRoute({
  method: 'POST',
  path: '/api/vehicles/stock/:id/photos',
  summary: 'Adds a photo: the body is the picture. It is drawn anew in two sizes without its metadata; a drawing in its place goes.',
  access: 'vehicles.stock.edit',
  params: z.object({ id: uuid }),
  consumes: photoMediaTypes,
  body: fileBytes,
  bodyLimit: largestPhoto,
  response: photoSchema,
  refusals: photoRefusals,
  ratePerMinute: 120,
});

export const orderPhotosRoute = defineRoute({
  method: 'PUT',
  path: '/api/vehicles/stock/:id/photos/order',
  summary: 'Puts the photos of a vehicle in another order; every photo is named once.',
  access: 'vehicles.stock.edit',
  params: z.object({ id: uuid }),
  body: z.strictObject({ photoIds: z.array(uuid).max(mostPhotos) }),
  response: z.object({ photos: z.array(photoSchema) }),
  refusals: { photos_changed: { it: 'Le foto sono cambiate nel frattempo: guarda di nuovo.', en: 'The photos changed meanwhile: look again.' } },
});

export const deletePhotoRoute = defineRoute({
  method: 'DELETE',
  path: '/api/vehicles/stock/:id/photos/:photoId',
  summary: 'Deletes a photo.',
  access: 'vehicles.stock.edit',
  params: photoParams,
  response: z.object({ photos: z.array(photoSchema) }),
});

export const photoFileRoute = defineRoute({
  method: 'GET',
  path: '/api/vehicles/stock/:id/photos/:photoId/:size',
  summary: 'A photo as WebP: `thumb` 320 pixels wide, `full` 1600 at most.',
  access: 'vehicles.stock.read',
  params: photoParams.extend({ size: z.enum(['thumb', 'full']) }),
  response: z.unknown(),
  produces: 'image/webp',
  ratePerMinute: 6000,
});

