/**
 * The program with its own conditions taken out: every statement that leaves for the database loses its equality with the tenant,
 * its place in the tree and its personality. A mutation of the text on the wire, so that no statement can be forgotten and the
 * program itself carries no switch for it.
 */
import type pg from 'pg';
import type { Database } from '#platform/db';

export interface Mutations {
  tenant: number;
  scope: number;
  own: number;
}

/** Takes the conditions out of one statement; a parameter stays where it was, so that the numbers still fit. */
export function withoutConditions(text: string, counted: Mutations): string {
  return text
    .replace(/\b(?:\w+\.)?tenant_id = \$(\d+)/g, (_, n: string) => {
      counted.tenant += 1;
      return `($${n}::integer is not null)`;
    })
    .replace(/\bancestor_id = \$(\d+)/g, (_, n: string) => {
      counted.scope += 1;
      return `ancestor_id in (select t.root_node_id from platform.tenants t where $${n}::integer is not null)`;
    })
    .replace(/\b(?:\w+\.)personality_id = \$(\d+)/g, (_, n: string) => {
      counted.own += 1;
      return `($${n}::uuid is not null)`;
    });
}

/** Mutates everything that this database's connections send from now on; tells how much was taken out. */
export function mutate(database: Database): Mutations {
  const counted: Mutations = { tenant: 0, scope: 0, own: 0 };
  database.pool.on('connect', (client: pg.PoolClient) => {
    const send = client.query.bind(client) as (...args: unknown[]) => unknown;
    const changed = (first: unknown): unknown => {
      if (typeof first === 'string') return withoutConditions(first, counted);
      if (typeof first === 'object' && first !== null && 'text' in first && typeof first.text === 'string' && !('submit' in first)) return { ...first, text: withoutConditions(first.text, counted) };
      return first;
    };
    Object.assign(client, { query: (first: unknown, ...rest: unknown[]) => send(changed(first), ...rest) });
  });
  return counted;
}
