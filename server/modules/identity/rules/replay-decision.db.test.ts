import { beforeAll, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { ruleBook } from '../../../main.ts';
import { useTestDatabase } from '../../../testing/database.ts';
import { replayHistory, type ReplayedHistory } from '../../../testing/rights-replay.ts';
import { createWorld, type World } from '../../../testing/world.ts';
import { replayDecision } from './replay-decision.ts';
import { standRuleVersion } from './rule-versions.ts';
import { say } from '../../../testing/say.ts';

const db = useTestDatabase();
let world: World;
let history: ReplayedHistory;
beforeAll(async () => {
  world = await createWorld(db.current.database);
  history = await replayHistory(world, ruleBook.table.rules, { seed: 71_001, count: 400 });
});

test('every decision of a history of changes comes out as it was recorded', () => {
  const { unequal, ...figures } = history;
  say(JSON.stringify(figures));
  expect(unequal.slice(0, 3)).toEqual([]);
  expect(history.decisions).toBe(400);
});

test('the history is worth replaying', () => {
  expect(history.changes).toBeGreaterThan(20);
  expect(history.versions).toBe(2);
  expect(history.onBehalf).toBeGreaterThan(20);
  expect(Math.min(history.allowed, history.refused)).toBeGreaterThan(20);
  expect(history.changedSince).toBeGreaterThan(300);
});

test('a decision recorded otherwise than the rules gave it is found', async () => {
  const frame = { tenantId: world.tenantId, scopeNodeId: world.node('TST'), reachNodeId: world.node('TST'), accountId: null, personalityId: null };
  const found = await world.database.transaction(frame, async (tx) => {
    const { id } = await tx.row<{ id: number }>(sql`
      insert into platform.audit_events (tenant_id, actor_kind, account_id, personality_id, action, object_kind, object_id, outcome, request_id, rule_version, decision)
      select e.tenant_id, e.actor_kind, e.account_id, e.personality_id, e.action, e.object_kind, e.object_id, e.outcome, 'forged', e.rule_version, jsonb_set(e.decision, '{allowed}', to_jsonb(not (e.decision ->> 'allowed')::boolean))
      from platform.audit_events e where e.request_id = 'history' order by e.id desc limit 1 returning id`);
    return replayDecision(tx, world.tenantId, id);
  });
  expect(found).toMatchObject({ equal: false });
});

test('a row without a decision, of another tenant or of an unknown version is said to be so', async () => {
  const frame = { tenantId: world.altTenantId, scopeNodeId: world.node('ALT'), reachNodeId: world.node('ALT'), accountId: null, personalityId: null };
  const { id } = await db.current.database.asOwner((tx) => tx.row<{ id: number }>(sql`select max(e.id) as id from platform.audit_events e where e.request_id = 'history'`));
  expect(await world.database.transaction(frame, (tx) => replayDecision(tx, world.altTenantId, id))).toBe('not_decided');
  expect(await world.database.transaction(frame, (tx) => replayDecision(tx, world.tenantId, id))).toBe('not_decided');
});

test('the same rules are one version, however many processes bring them', async () => {
  const numbers = await Promise.all([1, 2, 3].map(() => standRuleVersion(db.current.database, ruleBook)));
  expect(new Set(numbers).size).toBe(1);
});
