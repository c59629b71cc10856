/** A stand-in at work, one to come, and two requests that wait: for the pages of stand-ins and approvals. */
import { v7 as uuidv7 } from 'uuid';
import { audit, digest } from '#platform/audit';
import { addDays } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { assert } from '#platform/errors';
import { sql } from '#platform/sql';
import { decideBefore } from '../delegation/ask-delegation.ts';
import { insertChangeRequest } from '../changes/change-requests.ts';
import { insertDelegation } from '../delegation/delegations.ts';
import { profileAt } from '../rules/rights-facts.ts';

interface DemoStandIn {
  readonly absent: string;
  readonly standIn: string;
  /** Who agreed; null while it waits. */
  readonly agreedBy: string | null;
  /** Days from today. */
  readonly from: number;
  readonly to: number;
  readonly amountLimitCents: number | null;
  readonly reason: string;
}

const selling = ['quoting.quote.price', 'quoting.quote.write', 'quoting.quote.read', 'quoting.quote.print', 'vehicles.catalogue.read', 'vehicles.stock.read', 'vehicles.stock.reserve', 'pricing.offer.read', 'pricing.margin.read', 'news.item.read'];

const standIns: readonly DemoStandIn[] = [
  { absent: 'luca.ferri@dlr001.example', standIn: 'anna.villa@dlr001.example', agreedBy: 'giorgio.neri@org01.example', from: -2, to: 20, amountLimitCents: 2_500_000, reason: 'Ferie' },
  { absent: 'anna.villa@dlr001.example', standIn: 'paolo.serra@dlr001.example', agreedBy: 'giorgio.neri@org01.example', from: 25, to: 32, amountLimitCents: null, reason: 'Corso di formazione' },
  { absent: 'paolo.serra@dlr001.example', standIn: 'luca.ferri@dlr001.example', agreedBy: null, from: 40, to: 54, amountLimitCents: 2_000_000, reason: 'Ferie di fine anno' },
];

/** `personalities`: those of the demo by login name. */
export async function fillStandIns(ctx: Context, personalities: ReadonlyMap<string, string>): Promise<void> {
  const rows = await ctx.tx.rows<{ login: string; account: string }>(sql`select a.login_name as login, a.id as account from identity.accounts a`);
  const accounts = new Map(rows.map(({ login, account }) => [login, account]));
  const found = (map: ReadonlyMap<string, string>, name: string): string => {
    const id = map.get(name);
    assert(id !== undefined, `the demo world has ${name}`);
    return id;
  };
  for (const [index, each] of standIns.entries()) {
    const id = uuidv7({ msecs: ctx.now.getTime() - (standIns.length - index) * 60_000 });
    await insertDelegation(ctx, {
      id, absentPersonalityId: found(personalities, each.absent), absentAccountId: found(accounts, each.absent), standInPersonalityId: found(personalities, each.standIn),
      standInAccountId: found(accounts, each.standIn), privileges: selling, amountLimitCents: each.amountLimitCents, validFrom: addDays(ctx.today, each.from), validTo: addDays(ctx.today, each.to),
      reason: each.reason, state: each.agreedBy === null ? 'requested' : 'approved', decidedBy: each.agreedBy === null ? null : found(accounts, each.agreedBy), decideBefore: decideBefore(ctx.now),
    });
    await audit(ctx, { action: 'identity.delegation.ask', objectKind: 'identity.delegation', objectId: id, details: { demo: true } });
  }
  await askForChange({ ...ctx, actor: { ...ctx.actor, accountId: found(accounts, 'elena.marchetti@org01.example') } });
}

/** The administrator would let customer care see quotes. */
async function askForChange(ctx: Context): Promise<void> {
  const profile = await profileAt(ctx, 'careOperator');
  assert(profile !== undefined, 'every tenant has its profiles');
  const before = { profile: profile.key, own: profile.own, parent: profile.parentKey };
  const id = uuidv7({ msecs: ctx.now.getTime() });
  await insertChangeRequest(ctx, {
    id, change: { kind: 'changeProfile', profile: profile.key, add: ['quoting.quote.read', 'vehicles.catalogue.read'], remove: [] }, nodeId: ctx.actor.scopeNodeId, beneficiaryId: null, before,
    beforeDigest: digest(before), reason: 'Rispondere ai clienti che chiamano per il preventivo', decideBefore: decideBefore(ctx.now), alone: false,
  });
  await audit(ctx, { action: 'identity.change.ask', objectKind: 'identity.change-request', objectId: id, details: { demo: true } });
}
