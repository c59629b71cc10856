import type { Module } from '#platform/module';
import { closeExpiredReservations } from './close-expired-reservations.ts';
import { placedStock } from './count-stock.ts';
import { loadDemoVehicles } from './demo.ts';
import { vehiclesRoutes } from './http.ts';
import { vehicleImports } from './import/vehicle-imports.ts';
import { vehiclesRuled } from './ruled-vehicle.ts';

export const vehiclesModule: Module = {
  name: 'vehicles',
  privileges: [
    { key: 'vehicles.catalogue.read', it: 'Consultare il catalogo', en: 'Read the catalogue' },
    { key: 'vehicles.stock.read', it: 'Consultare la giacenza', en: 'Read the stock' },
    { key: 'vehicles.stock.reserve', it: 'Riservare e vendere veicoli', en: 'Reserve and sell vehicles' },
    { key: 'vehicles.stock.manage', it: 'Liberare e vendere veicoli riservati da altri', en: 'Free and sell vehicles that others hold' },
    { key: 'vehicles.stock.edit', it: 'Curare le foto dei veicoli', en: 'Look after photos of vehicles' },
    { key: 'vehicles.catalogue.write', it: 'Aggiornare il catalogo', en: 'Change the catalogue' },
    { key: 'vehicles.stock.write', it: 'Aggiornare la giacenza', en: 'Change the stock' },
  ],
  imports: vehicleImports,
  placedRecords: [placedStock],
  ruled: vehiclesRuled,
  routes: vehiclesRoutes,
  jobs: [closeExpiredReservations],
  demo: loadDemoVehicles,
};
