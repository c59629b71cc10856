/** Face of pricing. */
export { applicableOffers, getOfferConditions, type OfferChoice } from './applicable-offers.ts';
export { addOffer, addProduct, addResidualValues, addService, addServicePackage, endOffer, type NewProduct, type NewService, type NewServicePackage } from './add-offers.ts';
export type { Sale } from './offer-question.ts';
export type { NewOffer } from './offer-versions.ts';
export type { PricedVehicle, VehicleRef } from './priced-vehicle.ts';
export { supersedeOffer, type Supersession } from './supersede-offer.ts';
