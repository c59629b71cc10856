/**
 * Fifty invented situations of absence (chains, overlaps, ends in between, one human twice, limits to the cent) played through the use
 * cases and, beside them, through a slow reference that knows nothing of the database. Every deed done in somebody's place names both.
 */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { audit } from '#platform/audit';
import { addDays } from '#platform/civil-date';
import { AppError } from '#platform/errors';
import { sessionContext } from '#platform/http/session-context';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../../testing/database.ts';
import { createWorld, silentLog, worldNow, type World } from '../../../testing/world.ts';
import { addPersonality } from '../accounts/accounts.ts';
import { findActingSession } from '../sessions/acting-session.ts';
import { askDelegation } from './ask-delegation.ts';
import { decideDelegation, endDelegation } from './decide-delegation.ts';
import { refuseAboveLimit } from './delegated-limit.ts';

const testDatabase = useTestDatabase();
let world: World;
/** `hat` is the human seller1 in a second role, manager of the dealer. */
const roles = ['seller1', 'seller2', 'seller3', 'dealerManager', 'areaManager', 'hat'] as const;
type Role = (typeof roles)[number];
const personality = new Map<Role, string>();
const human = (role: Role): string => (role === 'hat' ? 'seller1' : role);
const agrees = (role: Role): boolean => ['dealerManager', 'areaManager', 'hat'].includes(role);

beforeAll(async () => {
  world = await createWorld(testDatabase.current.database);
  for (const role of roles) if (role !== 'hat') personality.set(role, world.person(role).personalityId);
  personality.set('hat', await world.asSystem({}, (ctx) => addPersonality(ctx, { accountId: world.person('seller1').accountId, profile: 'dealerManager', nodeId: world.node('DLR001'), label: 'Cappello', validFrom: '2020-01-01' })));
});

type Step =
  | { readonly do: 'ask'; readonly by: Role; readonly absent: Role; readonly standIn: Role; readonly from: number; readonly days: number; readonly limit: number | null }
  | { readonly do: 'decide'; readonly by: Role; readonly which: number; readonly approve: boolean }
  | { readonly do: 'end'; readonly by: Role; readonly which: number }
  | { readonly do: 'block'; readonly who: Role; readonly blocked: boolean }
  | { readonly do: 'wait'; readonly days: number };

const absents = ['seller1', 'seller2', 'dealerManager'] as const;
const role = fc.constantFrom(...roles);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('ask' as const), by: role, absent: fc.constantFrom(...absents), standIn: role, from: fc.integer({ min: -1, max: 6 }), days: fc.integer({ min: 0, max: 91 }), limit: fc.option(fc.integer({ min: 1, max: 5_000_000 })) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('decide' as const), by: fc.constantFrom<Role>('dealerManager', 'areaManager', 'hat'), which: fc.nat(4), approve: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('end' as const), by: role, which: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('block' as const), who: fc.constantFrom<Role>('seller1', 'seller2', 'dealerManager'), blocked: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 15 }) }) },
);

/** The slow reference: words of the rules, one after the other. */
class Reference {
  day = 0;
  readonly blocked = new Set<string>();
  readonly all: { absent: Role; standIn: Role; by: Role; from: number; to: number; asked: number; limit: number | null; state: 'requested' | 'approved' | 'refused' | 'ended' }[] = [];

  ask({ by, absent, standIn, from, days, limit }: Extract<Step, { do: 'ask' }>): string {
    if (by !== absent && !(by === 'areaManager' || by === 'dealerManager' || by === 'hat')) return 'not_found';
    const to = from + days;
    const first = this.day + from;
    // Whoever names one looks around in his own reach; another dealer is in the area manager's alone.
    if ((standIn === 'seller3' && by !== 'areaManager') || this.blocked.has(human(standIn))) return 'colleague_not_found';
    if (human(standIn) === human(absent)) return 'same_person';
    if (from < 0 || days < 1 || days > 90) return 'days_not_possible';
    const span = { from: first, to: this.day + to };
    const meets = (one: { from: number; to: number }) => one.from < span.to && one.to > span.from;
    if (this.all.some((one) => one.absent === absent && human(one.standIn) === human(standIn) && meets(one) && (one.state === 'approved' || (one.state === 'requested' && this.day < one.asked + 14)))) return 'overlaps';
    if (this.all.some((one) => human(one.absent) === human(standIn) && one.state === 'approved' && meets(one))) return 'stand_in_away';
    const agreed = human(by) !== human(absent) && human(by) !== human(standIn) && absent !== 'dealerManager';
    this.all.push({ absent, standIn, by, from: span.from, to: span.to, asked: this.day, limit, state: agreed ? 'approved' : 'requested' });
    return 'ok';
  }

  decide({ by, which, approve }: Extract<Step, { do: 'decide' }>): string {
    const one = this.all[which];
    if (one === undefined) return 'none';
    if (one.state !== 'requested' || this.day >= one.asked + 14 || this.day >= one.to) return 'no_longer_open';
    if (human(by) === human(one.by)) return 'own_request';
    if (human(by) === human(one.absent) || human(by) === human(one.standIn)) return 'own_benefit';
    if (approve && (this.blocked.has(human(one.absent)) || this.blocked.has(human(one.standIn)))) return 'request_stale';
    one.state = approve ? 'approved' : 'refused';
    return 'ok';
  }

  end({ by, which }: Extract<Step, { do: 'end' }>): string {
    const one = this.all[which];
    if (one === undefined) return 'none';
    if (human(by) !== human(one.absent) && human(by) !== human(one.standIn) && !agrees(by)) return 'not_found';
    if (one.state !== 'requested' && one.state !== 'approved') return 'no_longer_open';
    one.state = 'ended';
    return 'ok';
  }

  standing(): number[] {
    return this.all.flatMap((one, index) => (one.state === 'approved' && one.from <= this.day && this.day < one.to && !this.blocked.has(human(one.absent)) && !this.blocked.has(human(one.standIn)) ? [index] : []));
  }
}

const nowOf = (day: number): Date => new Date(worldNow.getTime() + day * 86_400_000);

async function as(by: Role, day: number, work: Parameters<World['context']>[2]): Promise<string> {
  const session = await world.database.gate((tx) => findActingSession(tx, { personalityId: personality.get(by) ?? '', delegationId: null }, nowOf(day)));
  if (session === undefined) return 'blocked';
  const result = await world.database.transaction(session.frame, async (tx) => work(sessionContext(session, tx, { now: nowOf(day), requestId: 'situation', language: 'it', log: silentLog })) as Promise<{ ok: boolean; refusal?: string }>)
    .catch((error: unknown) => (error instanceof AppError ? { ok: false, refusal: error.code } : Promise.reject(error as Error)));
  return result.ok ? 'ok' : (result.refusal ?? '');
}

/** Plays the steps; answers what was compared. */
async function play(steps: readonly Step[], tally: Map<string, number>): Promise<void> {
  const { database } = world;
  const reference = new Reference();
  const ids: string[] = [];
  await database.asOwner(async (tx) => {
    await tx.run(sql`delete from identity.delegations`);
    await tx.run(sql`update identity.accounts set status = 'active'`);
  });
  const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);
  for (const one of steps) {
    const { day } = reference;
    if (one.do === 'wait') reference.day += one.days;
    else if (one.do === 'block') {
      if (one.blocked) reference.blocked.add(human(one.who));
      else reference.blocked.delete(human(one.who));
      await database.asOwner((tx) => tx.run(sql`update identity.accounts set status = ${one.blocked ? 'blocked' : 'active'} where id = ${world.person(human(one.who) as 'seller1').accountId}`));
    } else if (!reference.blocked.has(human(one.by)) && !(one.do === 'ask' && reference.blocked.has(human(one.absent)))) {
      const expected = reference[one.do](one as never);
      if (expected === 'none') continue;
      const got = await as(one.by, day, async (ctx) => {
        if (one.do === 'decide') return decideDelegation(ctx, ids[one.which] ?? '', { approve: one.approve, note: 'perché' });
        if (one.do === 'end') return endDelegation(ctx, ids[one.which] ?? '', '');
        const from = addDays(ctx.today, one.from);
        const asked = await askDelegation(ctx, {
          ...(one.by === one.absent ? {} : { absentPersonalityId: personality.get(one.absent) ?? '' }), standInPersonalityId: personality.get(one.standIn) ?? '', validFrom: from, validTo: addDays(from, one.days),
          privileges: ['quoting.quote.write'], amountLimitCents: one.limit, reason: 'prova',
        });
        if (asked.ok) ids.push(asked.value.id);
        return asked;
      });
      expect([one, got]).toEqual([one, expected]);
      count(`${one.do}: ${got}`);
    }
    await compareStanding(reference, ids, count);
  }
}

/** Who may act at this moment, up to how much, and with which names in the trail. */
async function compareStanding(reference: Reference, ids: readonly string[], count: (what: string) => void): Promise<void> {
  const now = nowOf(reference.day);
  const expected = new Set(reference.standing());
  for (const [index, id] of ids.entries()) {
    const delegation = reference.all[index];
    if (delegation === undefined) throw new Error('the reference knows every delegation');
    const session = await world.database.gate((tx) => findActingSession(tx, { personalityId: personality.get(delegation.absent) ?? '', delegationId: id }, now));
    expect([index, session !== undefined]).toEqual([index, expected.has(index)]);
    if (session === undefined) continue;
    count('acting');
    await world.database.transaction(session.frame, async (tx) => {
      const ctx = sessionContext(session, tx, { now, requestId: 'situation', language: 'it', log: silentLog });
      const most = delegation.limit ?? 9_000_000_000;
      for (const [amount, passes] of [[most - 1, true], [most, true], [most + 1, delegation.limit === null]] as const) {
        expect((await refuseAboveLimit(ctx, 'quoting.quote.write', amount)) === undefined).toBe(passes);
      }
      await audit(ctx, { action: 'test.situation.deed', objectKind: 'test', objectId: `${delegation.absent} ${delegation.standIn}` });
    });
  }
}

test('fifty situations end as the reference says, and every deed names both', async () => {
  const tally = new Map<string, number>();
  const deep = process.env['VOLANO_DEEP'] !== undefined;
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14, size: 'max' }), (steps) => play(steps, tally)), { numRuns: deep ? 1000 : 50, ...(deep ? {} : { seed: 20_261_122 }), endOnFailure: deep });
  const rows = await world.database.asOwner((tx) =>
    tx.rows<{ both: boolean; differ: boolean }>(sql`
      select e.on_behalf_of is not null and e.delegation_id is not null and e.account_id is not null as both, e.on_behalf_of <> e.account_id as differ from platform.audit_events e where e.action = 'test.situation.deed'`));
  expect(rows.filter(({ both, differ }) => !both || !differ)).toEqual([]);
  expect(rows.length).toBe(tally.get('acting'));
  // Nothing of it is empty: every way out was taken.
  for (const way of ['acting', 'ask: ok', 'ask: overlaps', 'ask: same_person', 'ask: days_not_possible', 'ask: colleague_not_found', 'ask: not_found', 'decide: ok', 'decide: own_benefit', 'decide: own_request', 'decide: no_longer_open', 'end: ok', 'end: not_found']) {
    expect([way, (tally.get(way) ?? 0) > 0]).toEqual([way, true]);
  }
});
