/** Contracts of vehicles, shared with the web. */
import { z } from 'zod';
import { cents, civilDate, defineRoute, pageQuery, plainText, uuid } from '#platform/contract';

export const vehicleKind = z.enum(['new', 'used', 'kmZero', 'companyCar']);
export type VehicleKind = z.infer<typeof vehicleKind>;
export const stockState = z.enum(['available', 'reserved', 'sold']);
/** Orders of the stock list: last arrived, longest in stock, lowest price, fewest kilometres. */
export const stockSort = z.enum(['latest', 'longest', 'cheapest', 'leastDriven']);
export type StockSort = z.infer<typeof stockSort>;

export const versionSchema = z.object({
  versionId: uuid,
  makeId: uuid,
  make: z.string(),
  carlineId: uuid,
  carline: z.string(),
  segment: z.string(),
  name: z.string(),
  body: z.string(),
  fuel: z.string(),
  powerKw: z.number().int(),
  powerCv: z.number().int(),
  co2GKm: z.number().int().nullable(),
  seats: z.number().int(),
  listPriceCents: cents,
});
export type Version = z.infer<typeof versionSchema>;

export const stockVehicleSchema = versionSchema.extend({
  stockId: uuid,
  site: z.object({ nodeId: z.number().int(), name: z.string() }),
  vin: z.string(),
  plate: z.string().nullable(),
  firstRegistrationOn: civilDate.nullable(),
  mileageKm: z.number().int(),
  kind: vehicleKind,
  priceCents: cents,
  state: stockState,
  colour: z.string(),
  arrivedOn: civilDate,
  /** Days in stock on the day of the question. */
  daysInStock: z.number().int(),
});
export type StockVehicle = z.infer<typeof stockVehicleSchema>;

/** One line of the vehicle picker: a car in stock or a version of the catalogue. */
export const vehicleFoundSchema = z.discriminatedUnion('source', [
  z.object({ source: z.literal('stock'), vehicle: stockVehicleSchema }),
  z.object({ source: z.literal('catalogue'), vehicle: versionSchema }),
]);
export type VehicleFound = z.infer<typeof vehicleFoundSchema>;

export const searchVehiclesRoute = defineRoute({
  method: 'GET',
  path: '/api/vehicles/search',
  summary: 'Stock within reach and catalogue versions for typed fragments in any order: words, a plate, the end of a VIN.',
  access: 'vehicles.catalogue.read',
  query: z.strictObject({ text: plainText(80), limit: z.coerce.number().int().min(1).max(50).default(12) }),
  response: z.object({ items: z.array(vehicleFoundSchema) }),
  ratePerMinute: 1200,
});

export const listMakesRoute = defineRoute({
  method: 'GET',
  path: '/api/vehicles/makes',
  summary: 'Makes of the catalogue with their number of versions.',
  access: 'vehicles.catalogue.read',
  response: z.object({ items: z.array(z.object({ makeId: uuid, name: z.string(), versions: z.number().int() })) }),
});

export const listVersionsRoute = defineRoute({
  method: 'GET',
  path: '/api/vehicles/versions',
  summary: 'Versions of the catalogue by make, carline and name.',
  access: 'vehicles.catalogue.read',
  query: pageQuery.extend({ text: plainText(80).optional(), makeId: uuid.optional(), fuel: z.string().max(40).regex(/^\w+$/).optional() }).strict(),
  response: z.object({ items: z.array(versionSchema), nextCursor: z.string().nullable() }),
});

export const getVersionRoute = defineRoute({
  method: 'GET',
  path: '/api/vehicles/versions/:id',
  summary: 'A version of the catalogue.',
  access: 'vehicles.catalogue.read',
  params: z.object({ id: uuid }),
  response: versionSchema,
});

export const listStockRoute = defineRoute({
  method: 'GET',
  path: '/api/vehicles/stock',
  summary: 'Stock within reach by site, kind, state and typed words; the latest arrived first unless another order is asked for.',
  access: 'vehicles.stock.read',
  query: pageQuery
    .extend({
      text: plainText(80).optional(),
      kind: vehicleKind.optional(),
      state: stockState.optional(),
      siteNodeId: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
      sort: stockSort.optional(),
    })
    .strict(),
  response: z.object({ items: z.array(stockVehicleSchema), nextCursor: z.string().nullable() }),
});

export const getStockVehicleRoute = defineRoute({
  method: 'GET',
  path: '/api/vehicles/stock/:id',
  summary: 'A vehicle in stock.',
  access: 'vehicles.stock.read',
  params: z.object({ id: uuid }),
  response: stockVehicleSchema,
});
