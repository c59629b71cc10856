/**
 * Child of bench/sign-in.ts: the program with some thousands of accounts and, beside it, a bare Fastify whose only work is the
 * same hash at the same two at a time. Tells its addresses, answers its memory when asked, then serves until it is ended.
 */
import { fastify } from 'fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '#platform/db';
import { migrate } from '#platform/migrate';
import { sql } from '#platform/sql';
import { allRoutes } from '../server/main.ts';
import { hashingSlots, hashPassword, passwordFits } from '../server/modules/identity/accounts/password-hash.ts';
import { moduleNames } from '../server/module-order.ts';
import { startTestCluster } from '../server/testing/cluster.ts';
import { createTestHttp } from '../server/testing/http.ts';
import { createWorld } from '../server/testing/world.ts';

const accounts = 6000;
const password = 'una frase lunga per la prova';

const cluster = await startTestCluster({ own: true });
await migrate(cluster.url, moduleNames);
const database = createDatabase(cluster.url);
const world = await createWorld(database);
const storedHash = await hashPassword(password);
await database.asOwner(async (tx) => {
  await tx.run(sql`
    insert into identity.accounts (id, login_name, display_name, password_hash)
    select md5('a' || i)::uuid, 'storm' || i || '@bench.example', 'Persona ' || i, ${storedHash} from generate_series(0, ${accounts - 1}) i`);
  await tx.run(sql`
    insert into identity.personalities (tenant_id, id, account_id, node_id, profile_key, kind, label, valid_from)
    select ${world.tenantId}, md5('p' || i)::uuid, md5('a' || i)::uuid, ${world.node('DLR001-S1')}, 'seller', 'staff', 'Prova', '2020-01-01' from generate_series(0, ${accounts - 1}) i`);
  await tx.run(sql`analyze identity.accounts, identity.personalities`);
});
const folder = mkdtempSync(join(tmpdir(), 'volano-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const routes = allRoutes({ auditKeyFile: join(folder, 'k'), dataDir: folder }, { version: 'bench', demo: false, demoPassword: null, demoAccounts: [] });
// All of the storm comes from one address; a rate by address is another question.
const http = await createTestHttp(database, routes, () => new Date());
const bare = fastify();
bare.post('/api/identity/sign-in', async (request, reply) => {
  const { password: typed } = request.body as { password: string };
  const fits = await hashingSlots.run(() => passwordFits(typed, storedHash));
  return reply.code(fits ? 200 : 422).send({ fits });
});
const reader = await world.signIn('seller1');
const ownAddress = await http.app.listen({ port: 0, host: '127.0.0.1' });
const bareAddress = await bare.listen({ port: 0, host: '127.0.0.1' });
process.on('message', () => process.send?.({ megabytes: process.memoryUsage.rss() / 2 ** 20 }));
process.send?.({ ownAddress, bareAddress, readerHeaders: reader.headers });
process.on('disconnect', () => {
  void Promise.allSettled([http.close(), bare.close()]).then(async () => {
    await database.close();
    await cluster.stop();
    process.exit(0);
  });
});
