import type { FastifyInstance } from 'fastify';
import type { Database } from '../db.ts';
import { sql } from '../sql.ts';

/**
 * `/api/health/live`: the process answers. `/api/health/ready`: it may receive traffic, that is the database answers
 * and the process is not draining. Neither tells anything about the inside.
 */
export function createHealth(app: FastifyInstance, options: { database: Database }): void {
  let draining = false;
  app.addHook('preClose', async () => {
    draining = true;
  });
  app.get('/api/health/live', { schema: { hide: true }, config: { rateLimit: false } }, async () => ({ status: 'live' }));
  app.get('/api/health/ready', { schema: { hide: true }, config: { rateLimit: false } }, async (_request, reply) => {
    const reachable = await options.database.asOwner((tx) => tx.rows(sql`select 1 as one`)).then(
      () => true,
      () => false,
    );
    const ready = reachable && !draining;
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : draining ? 'draining' : 'database unreachable' });
  });
}
