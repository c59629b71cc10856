/** Face of vehicles. */
export { findVersion, findVersionOnSale, getVersion } from './catalogue.ts';
export { addStockVehicles, addVersions, type NewStockVehicle, type NewVersion } from './add-vehicles.ts';
export { findStockVehicle, getStockVehicle, listStock } from './stock.ts';
