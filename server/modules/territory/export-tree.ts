/** The dealers of a tree with their places on a day, in the columns that the import reads. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { StreamAnswer } from '#platform/http/route';
import { streamSheet, type SheetColumn, type SheetShape } from '#platform/sheets/stream-sheet';
import { sql } from '#platform/sql';
import { inForceOn } from './places.ts';
import type { TreeKey } from './tree-contracts.ts';
import { getTree } from './trees.ts';

interface Row {
  code: string;
  name: string;
  city: string | null;
  province: string | null;
  place_code: string;
  place_name: string;
  since: string;
}

const columns = (tree: Readonly<Record<'it' | 'en', string>>): readonly SheetColumn<Row>[] => [
  { head: { it: 'Albero', en: 'Tree' }, type: 'text', width: 16, cell: (_, language) => tree[language] },
  { head: { it: 'Codice', en: 'Code' }, type: 'text', width: 12, cell: (row) => row.code },
  { head: { it: 'Nome', en: 'Name' }, type: 'text', width: 34, cell: (row) => row.name },
  { head: { it: 'Città', en: 'Town' }, type: 'text', width: 20, cell: (row) => row.city },
  { head: { it: 'Provincia', en: 'Province' }, type: 'text', width: 10, cell: (row) => row.province },
  { head: { it: 'Codice posto', en: 'Place code' }, type: 'text', width: 14, cell: (row) => row.place_code },
  { head: { it: 'Posto', en: 'Place' }, type: 'text', width: 28, cell: (row) => row.place_name },
  { head: { it: 'Dal', en: 'From' }, type: 'date', width: 12, cell: (row) => row.since },
];

export async function exportTree(ctx: Context, tree: TreeKey, day: string | undefined, shape: SheetShape): Promise<StreamAnswer> {
  const { id, name } = await getTree(ctx, tree);
  const on = day ?? ctx.today;
  const statement = sql`
    select n.code, n.name, n.city, n.province, u.code as place_code, u.name as place_name, p.valid_from as since
    from territory.placements p
    join identity.v_nodes n on n.tenant_id = p.tenant_id and n.id = p.node_id
    join territory.upper_places() u on u.id = p.parent_id and u.tree_id = p.tree_id
    where p.tenant_id = ${ctx.tenant.id} and p.tree_id = ${id} and p.level = 4 and ${inForceOn(sql`p`, on)} and ${inForceOn(sql`n`, on)}
    order by u.code, n.code`;
  return streamSheet<Row>(ctx, statement, columns(name), shape, { it: 'Territorio', en: 'Territory' }, (told) =>
    audit(ctx, { action: 'territory.tree.export', objectKind: 'territory.tree', objectId: tree, details: { on, format: shape.format, ...told } }),
  );
}
