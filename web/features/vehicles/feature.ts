import { defineFeature } from '../../shells/feature.ts';
import { useStockViews } from './stock/use-stock-views.ts';

/** Cars in stock and the catalogue of versions. */
export const vehiclesFeature = defineFeature({
  key: 'vehicles',
  routes: [
    { path: '/vehicles', privilege: 'vehicles.stock.read', page: () => import('./stock-page.tsx').then((module) => module.StockPage) },
    { path: '/stock/$id', privilege: 'vehicles.stock.read', page: () => import('./stock/vehicle-page.tsx').then((module) => module.VehiclePage) },
    { path: '/catalogue', privilege: 'vehicles.catalogue.read', page: () => import('./catalogue-page.tsx').then((module) => module.CataloguePage) },
  ],
  navigation: [
    { section: 'sales', key: 'vehicles', path: '/vehicles', privilege: 'vehicles.stock.read', label: { it: 'Giacenza', en: 'Stock' }, useViews: useStockViews },
    { section: 'sales', key: 'catalogue', path: '/catalogue', privilege: 'vehicles.catalogue.read', label: { it: 'Listino', en: 'Catalogue' } },
  ],
  palette: {
    providers: [
      {
        key: 'vehicles',
        label: { it: 'Veicoli', en: 'Vehicles' },
        privilege: 'vehicles.catalogue.read',
        find: async (text, signal) => (await import('./find-vehicles.ts')).findVehicles(text, signal),
      },
    ],
  },
  home: {
    tiles: [
      {
        key: 'vehicles', section: 'sales', privilege: 'vehicles.stock.read', path: '/vehicles', icon: 'car',
        label: { it: 'Giacenza', en: 'Stock' },
        description: { it: 'Le auto delle tue sedi, pronte per un preventivo', en: 'The cars of your sites, ready for a quote' },
      },
    ],
  },
  live: [{ kinds: ['vehicles.'], refreshes: ['/api/vehicles/'] }],
});
