/** The question a request puts to the offers: its vehicle, its customer and channel, the actor's place, the day. */
import { nodePath } from '#identity';
import type { Actor, Context } from '#platform/context';
import type { OfferQuestion } from './conditions/applicability.ts';
import { salesChannels, type CustomerType, type SalesChannel } from './conditions/codes.ts';
import type { PricedVehicle } from './priced-vehicle.ts';

/** To whom and how the car is sold; a consumer in the showroom unless said otherwise. */
export interface Sale {
  readonly customerType?: CustomerType | undefined;
  readonly channel?: SalesChannel | undefined;
}

/** Channels an actor may ask for: who sells does so at the dealer's or at a distance, those who only read offers may look at each. */
export function channelsOpenTo(actor: Actor): readonly SalesChannel[] {
  return actor.privileges.has('quoting.quote.write') ? ['showroom', 'remote'] : salesChannels;
}

export async function offerQuestion(ctx: Context, vehicle: PricedVehicle, sale: Sale): Promise<OfferQuestion> {
  const path = await nodePath(ctx, ctx.actor.scopeNodeId);
  return {
    vehicle: { ...vehicle, carlineId: vehicle.version.carlineId, versionId: vehicle.version.versionId },
    customerType: sale.customerType ?? 'consumer',
    channel: sale.channel ?? 'showroom',
    pathIds: path.map((node) => node.id),
    today: ctx.today,
  };
}
