import { beforeAll, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../../testing/database.ts';
import { createWorld, type PersonName, type World } from '../../../testing/world.ts';

const db = useTestDatabase();
let world: World;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  await db.current.database.asOwner(async (tx) => {
    const tenant = world.tenantId;
    const { root } = await tx.row<{ root: number }>(sql`select t.root_node_id as root from platform.tenants t where t.id = ${tenant}`);
    await tx.run(sql`insert into identity.nodes (tenant_id, id, parent_id, kind, code, name, valid_from) select ${tenant}, 500000 + i, ${root}, 'dealer', 'NET' || i, 'Rete ' || i, '2020-01-01' from generate_series(1, 400) i`);
    await tx.run(sql`insert into identity.accounts (id, login_name, display_name, password_hash) select md5('a' || i)::uuid, 'net' || i || '@rete.example', 'Rete ' || i, 'x' from generate_series(1, 400) i`);
    await tx.run(sql`insert into identity.personalities (tenant_id, id, account_id, node_id, profile_key, kind, label, valid_from)
      select ${tenant}, md5('p' || i)::uuid, md5('a' || i)::uuid, 500000 + i, 'dealerManager', 'staff', 'Rete', '2020-01-01' from generate_series(1, 400) i`);
    await tx.run(sql`analyze identity.nodes, identity.node_closure, identity.personalities, identity.accounts`);
  });
});

const planOf = (name: PersonName, statement: ReturnType<typeof sql>) =>
  world.context(name, {}, async (ctx) => (await ctx.tx.listRows<{ 'QUERY PLAN': string }>(sql`explain (analyze, timing off, costs off) ${statement}`)).map((line) => line['QUERY PLAN']).join('\n'));

test.each(['systemAdministrator', 'pricingManager'] as const)('for %s at the headquarters one place and one person are found without gathering all that stands behind the wall', async (name) => {
  for (const statement of [
    sql`select n.name from identity.v_nodes n where n.tenant_id = ${world.tenantId} and n.id = 500007`,
    sql`select p.display_name from identity.v_people p where p.tenant_id = ${world.tenantId} and p.personality_id = md5('p7')::uuid`,
  ]) {
    const plan = await planOf(name, statement);
    expect(plan).toContain('actual rows=1');
    expect(Math.max(...[...plan.matchAll(/actual rows=(\d+)/g)].map(([, rows]) => Number(rows)))).toBeLessThan(50);
  }
});

test('whoever stands at the root sees every place and its people without asking the tree', async () => {
  const plan = await planOf('systemAdministrator', sql`select count(*) from identity.v_nodes n where n.tenant_id = ${world.tenantId}`);
  for (const line of plan.split('\n').filter((one) => one.includes('node_closure'))) expect(line).toContain('never executed');
});
