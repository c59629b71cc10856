import type { z } from 'zod';
import { permitted } from '#identity';
import type { Context } from '#platform/context';
import { allOf, sql } from '#platform/sql';
import type { quotePlacesRoute } from './list-contracts.ts';
import { readQuotes } from '../rules.ts';

type Query = z.output<typeof quotePlacesRoute.query>;
type Place = z.output<typeof quotePlacesRoute.response>['items'][number];

/** Dealers or sellers at or below the actor's scope, by name; every typed word must stand in name or code. */
export async function listQuotePlaces(ctx: Context, query: Query): Promise<Place[]> {
  const words = (query.text ?? '').toLowerCase().split(/\s+/).filter((word) => word !== '').slice(0, 6);
  const conditions = [
    sql`n.kind = ${query.kind}`,
    permitted(ctx, readQuotes, { tenantId: sql`n.tenant_id`, nodeId: sql`n.id` }),
    ...words.map((word) => sql`strpos(lower(n.name || ' ' || n.code), ${word}) > 0`),
    ...(query.nodeId === undefined ? [] : [sql`n.id = ${query.nodeId}`]),
  ];
  return ctx.tx.listRows<Place>(sql`
    select n.id as "nodeId", n.code, n.name from identity.v_nodes n where ${allOf(conditions)} order by n.name collate "it-x-icu", n.id limit 20`);
}
