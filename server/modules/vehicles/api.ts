/** Contracts of vehicles, shared with the web. */
import { z } from 'zod';
import { amountCents, cents, civilDate, defineRoute, pageQuery, plainText, uuid } from '#platform/contract';
import { sheetShape, sheetTypes, stockVehicleSchema, technicalDataSchema, versionSchema } from './vehicle-contracts.ts';

export * from './vehicle-contracts.ts';
export * from './stock-contracts.ts';
export { checkConfiguration, type CheckedConfiguration, type ConfigurationFault } from './configuration/check-configuration.ts';
export { configurationModel, type CarOption, type ConfigurationContext, type ConfigurationModel } from './configuration/configuration-model.ts';
export { possibleNext, type OptionStanding } from './configuration/possible-next.ts';
export { repair, type Repair, type Wish } from './configuration/repair.ts';
export { checkPlate, type CheckedPlate } from './identifiers/check-plate.ts';
export { checkVin, type CheckedVin } from './identifiers/check-vin.ts';

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

/** Where files find the codes of the catalogue. */
export const versionCodesAddress = '/api/vehicles/version-codes';

export const exportVersionsRoute = defineRoute({
  method: 'GET',
  path: versionCodesAddress,
  summary: 'The versions of the catalogue with the codes that files name them by, as CSV or XLSX.',
  access: 'vehicles.catalogue.read',
  query: z.strictObject(sheetShape),
  response: z.unknown(),
  produces: sheetTypes,
  ratePerMinute: 20,
});

export const getVersionRoute = defineRoute({
  method: 'GET',
  path: '/api/vehicles/versions/:id',
  summary: 'A version of the catalogue.',
  access: 'vehicles.catalogue.read',
  params: z.object({ id: uuid }),
  response: versionSchema,
});

const optionCode = z.string().min(1).max(40);
const optionCodes = z.array(z.string());

/** An option, pack or colour as the price list gives it: what `configurationModel` takes, with words for people. */
export const listedOptionSchema = z.object({
  code: z.string(),
  kind: z.enum(['option', 'pack', 'colour']),
  category: z.string(),
  name: z.string(),
  priceCents: amountCents,
  requires: optionCodes,
  requiresAny: z.array(optionCodes),
  excludes: optionCodes,
  includes: optionCodes,
  onlyFuels: optionCodes,
  notFuels: optionCodes,
  validFrom: civilDate,
  /** First day on which it can no longer be ordered; null while open-ended. */
  validTo: civilDate.nullable(),
});
export type ListedOption = z.infer<typeof listedOptionSchema>;

export const versionOptionsSchema = z.object({
  version: versionSchema,
  technical: technicalDataSchema,
  /** Day of the question: rules and prices are those of this day. */
  onDay: civilDate,
  options: z.array(listedOptionSchema),
});
export type VersionOptions = z.infer<typeof versionOptionsSchema>;

export const versionOptionsRoute = defineRoute({
  method: 'GET',
  path: '/api/vehicles/versions/:id/options',
  summary: 'Options, packs and colours of a version with their rules, its technical data and days of production.',
  access: 'vehicles.catalogue.read',
  params: z.object({ id: uuid }),
  response: versionOptionsSchema,
});

export const configurationFaultSchema = z.object({
  code: z.enum(['version_not_produced', 'missing_colour', 'unknown_option', 'not_for_fuel', 'not_yet_offered', 'no_longer_offered', 'missing_required', 'missing_one_of', 'excluded_together']),
  option: z.string().nullable(),
  others: optionCodes,
  broughtBy: optionCodes,
  day: civilDate.nullable(),
});

/** A car as configured: what was chosen with its price, what comes along, and the sums with VAT. */
export const configuredCarSchema = z.object({
  versionId: uuid,
  onDay: civilDate,
  chosen: z.array(z.object({ code: z.string(), kind: z.enum(['option', 'pack', 'colour']), name: z.string(), priceCents: amountCents })),
  included: z.array(z.object({ code: z.string(), name: z.string() })),
  listPriceCents: cents,
  optionsCents: cents,
  totalCents: cents,
});
export type ConfiguredCar = z.infer<typeof configuredCarSchema>;

export const configurationRefusals = {
  version_not_on_sale: { it: 'La versione non è in vendita oggi.', en: 'The version is not on sale today.' },
} as const;

export const checkConfigurationRoute = defineRoute({
  method: 'POST',
  path: '/api/vehicles/versions/:id/configuration',
  summary: 'Checks the options chosen for a version with the prices of the server: what is wrong, what may be pressed next, and the least change to a wish.',
  access: 'vehicles.catalogue.read',
  params: z.object({ id: uuid }),
  body: z.strictObject({
    chosen: z.array(optionCode).max(200),
    /** Option to reach, to be rid of, or `buildable`: the nearest choice that can be built. */
    wish: z.union([z.strictObject({ choose: optionCode }), z.strictObject({ drop: optionCode }), z.literal('buildable')]).optional(),
  }),
  response: z.object({
    ok: z.boolean(),
    car: configuredCarSchema,
    faults: z.array(configurationFaultSchema),
    standings: z.array(
      z.object({
        option: z.string(),
        state: z.enum(['chosen', 'included', 'open']),
        press: z.enum(['now', 'withChanges', 'never']),
        faults: z.array(configurationFaultSchema),
        priceChangeCents: cents,
      }),
    ),
    /** Null when no wish was made. */
    repair: z
      .discriminatedUnion('ok', [
        z.object({ ok: z.literal(true), chosen: optionCodes, add: optionCodes, remove: optionCodes, priceChangeCents: cents }),
        z.object({ ok: z.literal(false), reason: z.enum(['never', 'too_far']) }),
      ])
      .nullable(),
  }),
  refusals: configurationRefusals,
  readOnly: true,
  ratePerMinute: 1200,
});
