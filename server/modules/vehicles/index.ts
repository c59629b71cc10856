/** Face of vehicles. */
export { findVersion, findVersionOnSale, getVersion } from './catalogue.ts';
export { addStockVehicles, addVersions, type NewStockVehicle, type NewVersion } from './add-vehicles.ts';
export { findStockVehicle, getStockVehicle } from './stock.ts';
export { listStock } from './stock-list.ts';
export { reserveVehicle, type ReserveRequest } from './reserve-vehicle.ts';
export { releaseReservation, type ReleaseRequest } from './release-reservation.ts';
export { sellVehicle } from './sell-vehicle.ts';
export { findOpenReservation } from './reservations.ts';
export { stockReleasedKind, stockReservedKind, stockSoldKind } from './events.ts';
export { addOptions, type NewOption, type NewOptionList } from './add-options.ts';
export { configureVersion } from './configure-version.ts';
export { getVersionOptions } from './options.ts';
export { checkIdentifiers, identifierWords } from './identifiers/check-identifiers.ts';
export { searchText, searchWords } from './search-text.ts';
export { describeVin } from './identifiers/describe-vin.ts';
export { photoFile } from './edit-photos.ts';
export { listPhotos } from './stock-photos.ts';
