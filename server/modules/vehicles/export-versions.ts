/** The versions of the catalogue as a sheet: where whoever writes a yard or a price list as a file finds the codes. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { StreamAnswer } from '#platform/http/route';
import { streamSheet, type SheetColumn, type SheetShape } from '#platform/sheets/stream-sheet';
import { sql } from '#platform/sql';
import { versionColumns, type VersionRow } from './catalogue.ts';
import { fuelChoices } from './import/vehicle-choices.ts';

/** Under the heads that `vehicles.stock` and `vehicles.versions` read. */
const columns: readonly SheetColumn<VersionRow>[] = [
  { head: { it: 'Codice versione', en: 'Version code' }, type: 'text', width: 24, cell: (version) => version.external_code },
  { head: { it: 'Marca', en: 'Make' }, type: 'text', width: 16, cell: (version) => version.make },
  { head: { it: 'Modello', en: 'Model' }, type: 'text', width: 22, cell: (version) => version.carline },
  { head: { it: 'Versione', en: 'Version' }, type: 'text', width: 40, cell: (version) => version.name },
  { head: { it: 'Alimentazione', en: 'Fuel' }, type: 'text', width: 22, cell: (version, language) => fuelChoices[version.fuel]?.words[language] ?? version.fuel },
  { head: { it: 'kW', en: 'kW' }, type: 'integer', width: 7, cell: (version) => version.power_kw },
  { head: { it: 'Prezzo di listino', en: 'List price' }, type: 'amount', width: 16, cell: (version) => version.list_price_cents },
];

/** All of the catalogue, also what left the list: a used car is of a version no longer sold. By make, model and name. */
export function exportVersions(ctx: Context, shape: SheetShape): StreamAnswer {
  const rows = sql`select ${versionColumns} where v.tenant_id = ${ctx.tenant.id} order by m.name, c.name, v.name, v.id`;
  return streamSheet<VersionRow>(ctx, rows, columns, shape, { it: 'Catalogo', en: 'Catalogue' }, (told) =>
    audit(ctx, { action: 'vehicles.versions.export', objectKind: 'vehicles.catalogue', objectId: ctx.requestId, details: { format: shape.format, ...told } }),
  );
}
