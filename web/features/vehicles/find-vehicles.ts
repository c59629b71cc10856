import { call } from '../../request/index.ts';
import type { PaletteRecord } from '../../shells/feature.ts';
import { currentLanguage, formatFor } from '../../ui/index.ts';
import { searchVehicles } from './endpoints.ts';
import { useVehicleTexts } from './use-vehicle-texts.ts';
import { vehicleLine, vehicleName } from './vehicle-words.ts';

/** Vehicles for the command palette: by plate, VIN, name. A car in stock opens its page, a version the catalogue's. */
export async function findVehicles(text: string, signal: AbortSignal): Promise<readonly PaletteRecord[]> {
  const { items } = await call(searchVehicles, { query: { text, limit: 8 } }, { signal });
  const texts = useVehicleTexts.read();
  const format = formatFor(currentLanguage());
  return items.map((found) =>
    found.source === 'stock'
      ? {
          key: found.vehicle.stockId,
          title: vehicleName(found.vehicle),
          detail: `${vehicleLine({ ...found.vehicle, siteName: found.vehicle.site.name }, texts, format)} · ${format.money(found.vehicle.priceCents)}`,
          path: `/stock/${found.vehicle.stockId}`,
        }
      : {
          key: found.vehicle.versionId,
          title: vehicleName(found.vehicle),
          detail: `${texts.fromCatalogue} · ${format.money(found.vehicle.listPriceCents)}`,
          path: `/catalogue?version=${found.vehicle.versionId}`,
        },
  );
}
