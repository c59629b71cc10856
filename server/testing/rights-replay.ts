import { addNode } from '#identity';
import type { Decision, Rule } from '#platform/rule';
import { sql } from '#platform/sql';
import { replayDecision } from '../modules/identity/rules/replay-decision.ts';
import { liveThrough } from './rights-history.ts';
import type { World } from './world.ts';

export interface ReplayedHistory {
  readonly decisions: number;
  readonly changes: number;
  readonly allowed: number;
  readonly refused: number;
  readonly onBehalf: number;
  readonly versions: number;
  readonly unequal: readonly string[];
  /** Decisions whose person holds other privileges or another place now than then: what makes the replay worth its name. */
  readonly changedSince: number;
}

/** Lives through a history of decisions and changes, then makes every decision again. */
export async function replayHistory(world: World, rules: readonly Rule[], of: { seed: number; count: number }): Promise<ReplayedHistory> {
  const district = await world.asSystem({}, (ctx) => addNode(ctx, { parentId: world.node('AREA-NO'), kind: 'region', code: 'REG-02', name: 'Seconda area', validFrom: '2020-01-01' }));
  const codes = new Map([...world.nodes, ['REG-02', district]]);
  const changes = await liveThrough({ ...world, nodes: codes, node: (code) => codes.get(code) ?? world.node(code) }, rules, of);
  const frame = { tenantId: world.tenantId, scopeNodeId: world.node('TST'), reachNodeId: world.node('TST'), accountId: null, personalityId: null };
  return world.database.transaction(frame, async (tx) => {
    const events = await tx.rows<{ id: number; decision: Decision; personality_id: string; delegation_id: string | null; rule_version: number }>(sql`
      select e.id, e.decision, e.personality_id, e.delegation_id, e.rule_version from platform.audit_events e where e.request_id = 'history' order by e.id`);
    const unequal: string[] = [];
    let changedSince = 0;
    for (const event of events) {
      const replay = await replayDecision(tx, world.tenantId, event.id);
      if (typeof replay === 'string') unequal.push(`${event.id}: ${replay}`);
      else {
        if (!replay.equal) unequal.push(JSON.stringify({ event, verdict: replay.verdict.rules.map((rule) => rule.checks) }));
        const { rows } = { rows: await tx.rows<{ changed: boolean }>(sql`
          select exists (select from identity.rights_history h, platform.audit_events e where e.id = ${event.id} and h.tenant_id = e.tenant_id and h.held_from > e.at) as changed`) };
        if (rows[0]?.changed === true) changedSince += 1;
      }
    }
    const allowed = events.filter(({ decision }) => decision.allowed).length;
    return {
      decisions: events.length, changes, allowed, refused: events.length - allowed, onBehalf: events.filter((event) => event.delegation_id !== null).length,
      versions: new Set(events.map((event) => event.rule_version)).size, unequal, changedSince,
    };
  });
}
