import { daysBetween, monthOf, yearOf } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { findStockVehicle, findVersionOnSale } from '#vehicles';
import type { StockVehicle, VehicleKind, Version } from '#vehicles/api';

/** A vehicle as offers look at it. */
export interface PricedVehicle {
  readonly kind: VehicleKind;
  readonly make: string;
  readonly segment: string;
  readonly fuel: string;
  readonly ageMonths: number;
  readonly mileageKm: number;
  readonly listPriceCents: number;
  readonly version: Version;
  readonly stock: StockVehicle | undefined;
}

export type VehicleRef = { readonly kind: 'stock'; readonly stockId: string } | { readonly kind: 'catalogue'; readonly versionId: string };

/** Whole months between two days. */
function monthsBetween(from: string, to: string): number {
  if (daysBetween(from, to) <= 0) return 0;
  const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from);
  return to.slice(8) < from.slice(8) ? months - 1 : months;
}

/** The vehicle, when it can be sold to a customer by this actor today: on sale in the catalogue, or in stock within reach and not sold. */
export async function pricedVehicle(ctx: Context, ref: VehicleRef): Promise<PricedVehicle | undefined> {
  if (ref.kind === 'catalogue') {
    const version = await findVersionOnSale(ctx, ref.versionId);
    if (version === undefined) return undefined;
    return { kind: 'new', make: version.make, segment: version.segment, fuel: version.fuel, ageMonths: 0, mileageKm: 0, listPriceCents: version.listPriceCents, version, stock: undefined };
  }
  const stock = await findStockVehicle(ctx, ref.stockId);
  if (stock === undefined || stock.state === 'sold') return undefined;
  return {
    kind: stock.kind,
    make: stock.make,
    segment: stock.segment,
    fuel: stock.fuel,
    ageMonths: stock.firstRegistrationOn === null ? 0 : monthsBetween(stock.firstRegistrationOn, ctx.today),
    mileageKm: stock.mileageKm,
    listPriceCents: stock.listPriceCents,
    version: stock,
    stock,
  };
}
