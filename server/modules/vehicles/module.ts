import type { Module } from '#platform/module';
import { loadDemoVehicles } from './demo.ts';
import { vehiclesRoutes } from './http.ts';

export const vehiclesModule: Module = {
  name: 'vehicles',
  privileges: [
    { key: 'vehicles.catalogue.read', it: 'Consultare il catalogo', en: 'Read the catalogue' },
    { key: 'vehicles.stock.read', it: 'Consultare la giacenza', en: 'Read the stock' },
  ],
  routes: vehiclesRoutes,
  demo: loadDemoVehicles,
};
