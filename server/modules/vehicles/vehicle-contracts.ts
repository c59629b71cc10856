/** A version and a car in stock as routes answer them. */
import { z } from 'zod';
import { cents, civilDate, uuid } from '#platform/contract';

/** How a list is asked for as a file. */
export const sheetShape = { format: z.enum(['csv', 'xlsx']), language: z.enum(['it', 'en']).default('it') };
export const sheetTypes = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] as const;

export const vehicleKind = z.enum(['new', 'used', 'kmZero', 'companyCar']);
export type VehicleKind = z.infer<typeof vehicleKind>;
export const stockState = z.enum(['available', 'reserved', 'sold']);
export type StockState = z.infer<typeof stockState>;

export const versionSchema = z.object({
  versionId: uuid,
  /** Code of the price list: what files name a version by. */
  code: z.string(),
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
  /** On the day of the question: a reservation that ran out yesterday leaves the car available. */
  state: stockState,
  /** Last day of the reservation that holds it; null while it is not reserved, or reserved elsewhere without an end. */
  heldUntil: civilDate.nullable(),
  colour: z.string(),
  arrivedOn: civilDate,
  /** Days in stock on the day of the question. */
  daysInStock: z.number().int(),
  /** First photo of the car; null while it has none. */
  photoId: uuid.nullable(),
});
export type StockVehicle = z.infer<typeof stockVehicleSchema>;

export const technicalDataSchema = z.object({
  powerKw: z.number().int(),
  powerCv: z.number().int(),
  co2GKm: z.number().int().nullable(),
  /** Category of the type approval: M1, N1, L6e …; null when not known. */
  category: z.string().nullable(),
  massKg: z.number().int().nullable(),
  /** First day it is built and the first on which it no longer is; null = open. */
  producedFrom: civilDate.nullable(),
  producedTo: civilDate.nullable(),
});
export type TechnicalData = z.infer<typeof technicalDataSchema>;
