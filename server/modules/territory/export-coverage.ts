/** Who covered a node on a day, as a file: the same answer as the screen's, line by line. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { StreamAnswer } from '#platform/http/route';
import { streamSheet, type SheetColumn, type SheetShape } from '#platform/sheets/stream-sheet';
import { sql } from '#platform/sql';
import { coverageOf } from './coverage.ts';
import type { TreeKey } from './tree-contracts.ts';

interface Row {
  readonly tree_it: string;
  readonly tree_en: string;
  readonly code: string;
  readonly name: string;
  readonly person: string | null;
  readonly profile_it: string | null;
  readonly profile_en: string | null;
  readonly since: string | null;
  readonly until: string | null;
}

const columns = (on: string): readonly SheetColumn<Row>[] => [
  { head: { it: 'Giorno', en: 'Day' }, type: 'date', width: 12, cell: () => on },
  { head: { it: 'Albero', en: 'Tree' }, type: 'text', width: 18, cell: (row, language) => (language === 'en' ? row.tree_en : row.tree_it) },
  { head: { it: 'Codice posto', en: 'Place code' }, type: 'text', width: 14, cell: (row) => row.code },
  { head: { it: 'Posto', en: 'Place' }, type: 'text', width: 32, cell: (row) => row.name },
  { head: { it: 'Persona', en: 'Person' }, type: 'text', width: 28, cell: (row) => row.person },
  { head: { it: 'Profilo', en: 'Profile' }, type: 'text', width: 24, cell: (row, language) => (language === 'en' ? row.profile_en : row.profile_it) },
  { head: { it: 'Dal', en: 'From' }, type: 'date', width: 12, cell: (row) => row.since },
  { head: { it: 'Non più dal', en: 'Until' }, type: 'date', width: 12, cell: (row) => row.until },
];

/** Throws not_found like the question itself. */
export async function exportCoverage(ctx: Context, asked: { readonly nodeId: number; readonly on: string | undefined; readonly tree: TreeKey | undefined }, shape: SheetShape): Promise<StreamAnswer> {
  const { on, trees } = await coverageOf(ctx, asked.nodeId, asked.on);
  const rows = trees
    .filter(({ tree }) => asked.tree === undefined || tree === asked.tree)
    .flatMap(({ name, places }) =>
      places.flatMap((place) => {
        const here = { tree_it: name.it, tree_en: name.en, code: place.code, name: place.name };
        const people = place.people.map((one): Row => ({ ...here, person: one.displayName, profile_it: one.profileName.it, profile_en: one.profileName.en, since: one.since, until: one.until }));
        return people.length > 0 ? people : [{ ...here, person: null, profile_it: null, profile_en: null, since: null, until: null } satisfies Row];
      }),
    );
  const statement = sql`select r.* from json_to_recordset(${JSON.stringify(rows)}::json) r (tree_it text, tree_en text, code text, name text, person text, profile_it text, profile_en text, since date, until date)`;
  return streamSheet<Row>(ctx, statement, columns(on), shape, { it: 'Copertura', en: 'Coverage' }, (told) =>
    audit(ctx, { action: 'territory.coverage.export', objectKind: 'territory.node', objectId: String(asked.nodeId), details: { on, tree: asked.tree ?? null, format: shape.format, ...told } }),
  );
}
