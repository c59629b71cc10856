import { beforeAll, describe, expect, test } from 'vitest';
import type { DemoWorld } from '#platform/module';
import { sql } from '#platform/sql';
import { enterAsSystem } from '#platform/system-context';
import { useTestDatabase } from '../../../testing/database.ts';
import { silentLog, worldNow } from '../../../testing/world.ts';
import { passwordFits } from '../accounts/password-hash.ts';
import { defaultProfiles } from '../rules/profiles.ts';
import { demoAccounts, demoPassword } from './demo-people.ts';
import { fillDemo } from './fill-demo.ts';

const testDatabase = useTestDatabase();
const world: DemoWorld = { seed: 20_261_122, nodes: new Map(), personalities: new Map(), notes: new Map() };

beforeAll(async () => {
  await testDatabase.current.database.asOwner((tx) =>
    fillDemo({ tx, now: worldNow, log: silentLog, enter: (tenantId) => enterAsSystem(tx, tenantId, { now: worldNow, log: silentLog, requestId: 'demo' }) }, world),
  );
});

async function count(what: ReturnType<typeof sql>): Promise<number> {
  return (await testDatabase.current.database.asOwner((tx) => tx.row<{ count: number }>(sql`select count(*) as count ${what}`))).count;
}

describe('the demo world', () => {
  test('has thirty dealers under their regions, each with one or two branches of two sellers', async () => {
    expect(await count(sql`from identity.nodes n where n.kind = 'dealer'`)).toBe(30);
    const branches = await count(sql`from identity.nodes n where n.kind = 'branch'`);
    expect(branches).toBeGreaterThanOrEqual(32);
    expect(branches).toBeLessThanOrEqual(60);
    expect(await count(sql`from identity.nodes n where n.kind = 'seller'`)).toBe(branches * 2);
    expect(await count(sql`from identity.nodes n join identity.nodes p on p.id = n.parent_id where n.code = 'DLR001' and p.code = 'REG-09' and p.name = 'Area Toscana'`)).toBe(1);
    expect(world.nodes.get('DLR030-B1')).toBeGreaterThan(0);
  });

  test('every seller node has its person, and every profile its account', async () => {
    expect(
      await count(sql`from identity.nodes n where n.kind = 'seller' and not exists (select 1 from identity.personalities p where p.node_id = n.id and p.profile_key = 'seller')`),
    ).toBe(0);
    expect(await count(sql`from (select distinct p.profile_key from identity.personalities p) x`)).toBe(defaultProfiles.length);
    for (const { loginName } of demoAccounts) expect(world.personalities.has(loginName)).toBe(true);
    expect(world.personalities.has('paolo.serra@dlr001.example#customer')).toBe(true);
  });

  test('the printed accounts open with the printed password', async () => {
    const { password_hash } = await testDatabase.current.database.asOwner((tx) =>
      tx.row<{ password_hash: string }>(sql`select a.password_hash from identity.accounts a where a.login_name = ${demoAccounts[0]?.loginName}`),
    );
    expect(await passwordFits(demoPassword, password_hash)).toBe(true);
  });
});
