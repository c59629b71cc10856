/** Face of vehicles. */
export { findVersion, findVersionOnSale, getVersion } from './catalogue.ts';
export { addStockVehicles, addVersions, type NewStockVehicle, type NewVersion } from './add-vehicles.ts';
export { findStockVehicle, getStockVehicle, listStock } from './stock.ts';
export { addOptions, type NewOption, type NewOptionList } from './add-options.ts';
export { configureVersion } from './configure-version.ts';
export { checkIdentifiers, identifierWords } from './identifiers/check-identifiers.ts';
export { describeVin } from './identifiers/describe-vin.ts';
