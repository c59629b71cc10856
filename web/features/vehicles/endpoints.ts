/** The routes that the pages of vehicles call. */
import type { getStockVehicleRoute, getVersionRoute, listMakesRoute, listStockRoute, listVersionsRoute, searchVehiclesRoute } from '#vehicles/api';
import { endpoint } from '../../request/index.ts';

export const searchVehicles = endpoint<typeof searchVehiclesRoute>('GET', '/api/vehicles/search');
export const listStock = endpoint<typeof listStockRoute>('GET', '/api/vehicles/stock');
export const getStockVehicle = endpoint<typeof getStockVehicleRoute>('GET', '/api/vehicles/stock/:id');
export const listMakes = endpoint<typeof listMakesRoute>('GET', '/api/vehicles/makes');
export const listVersions = endpoint<typeof listVersionsRoute>('GET', '/api/vehicles/versions');
export const getVersion = endpoint<typeof getVersionRoute>('GET', '/api/vehicles/versions/:id');
