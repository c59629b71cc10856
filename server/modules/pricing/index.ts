/** Face of pricing. */
export { applicableOffers, getOfferConditions, type OfferChoice } from './applicable-offers.ts';
export { addOffer, addProduct, addResidualValues, addService, endOffer, type NewOffer, type NewProduct, type NewService } from './add-offers.ts';
export type { PricedVehicle, VehicleRef } from './priced-vehicle.ts';
