/** The routes that the pages of vehicles call. */
import type {
  addPhotoRoute, deletePhotoRoute, exportChosenStockRoute, exportStockRoute, getStockVehicleRoute, getVersionRoute, listMakesRoute, listSitesRoute, listStockRoute, listVersionsRoute, orderPhotosRoute, photoFileRoute,
  releaseReservationRoute, reserveVehicleRoute, searchVehiclesRoute, sellVehicleRoute, stockPageRoute, versionOptionsRoute,
} from '#vehicles/api';
import { endpoint } from '../../request/index.ts';

export const searchVehicles = endpoint<typeof searchVehiclesRoute>('GET', '/api/vehicles/search');
export const listStock = endpoint<typeof listStockRoute>('GET', '/api/vehicles/stock');
export const exportStock = endpoint<typeof exportStockRoute>('GET', '/api/vehicles/export');
export const exportChosenStock = endpoint<typeof exportChosenStockRoute>('POST', '/api/vehicles/export');
export const getStockVehicle = endpoint<typeof getStockVehicleRoute>('GET', '/api/vehicles/stock/:id');
export const listMakes = endpoint<typeof listMakesRoute>('GET', '/api/vehicles/makes');
export const listVersions = endpoint<typeof listVersionsRoute>('GET', '/api/vehicles/versions');
export const getVersion = endpoint<typeof getVersionRoute>('GET', '/api/vehicles/versions/:id');
export const versionOptions = endpoint<typeof versionOptionsRoute>('GET', '/api/vehicles/versions/:id/options');
export const stockPage = endpoint<typeof stockPageRoute>('GET', '/api/vehicles/stock/:id/page');
export const listSites = endpoint<typeof listSitesRoute>('GET', '/api/vehicles/sites');
export const reserveVehicle = endpoint<typeof reserveVehicleRoute>('POST', '/api/vehicles/stock/:id/reservation');
export const releaseReservation = endpoint<typeof releaseReservationRoute>('DELETE', '/api/vehicles/stock/:id/reservation');
export const sellVehicle = endpoint<typeof sellVehicleRoute>('POST', '/api/vehicles/stock/:id/sale');
export const addPhoto = endpoint<typeof addPhotoRoute>('POST', '/api/vehicles/stock/:id/photos');
export const orderPhotos = endpoint<typeof orderPhotosRoute>('PUT', '/api/vehicles/stock/:id/photos/order');
export const deletePhoto = endpoint<typeof deletePhotoRoute>('DELETE', '/api/vehicles/stock/:id/photos/:photoId');
export const photoFile = endpoint<typeof photoFileRoute>('GET', '/api/vehicles/stock/:id/photos/:photoId/:size');
