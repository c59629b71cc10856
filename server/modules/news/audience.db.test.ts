/** Whom an audience reaches: a table people can read, and many drawn audiences against a slow reference. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { addAccount, addPersonality, endPersonality, moveNode } from '#identity';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { exclude, include, newsWords, publishAs } from '../../testing/news-desk.ts';
import { createWorld, tstPeople, type PersonName, type World } from '../../testing/world.ts';
import type { AudienceLine } from './api.ts';
import { linesFrom, recipients } from './audience.ts';
import { createDraft } from './edit-draft.ts';
import { pageNews } from './news-list.ts';

const db = useTestDatabase();
let world: World;
const names = Object.keys(tstPeople) as PersonName[];
const parents: Record<string, string> = { 'AREA-NO': 'TST', 'REG-01': 'AREA-NO', DLR001: 'REG-01', DLR002: 'REG-01', 'DLR001-B1': 'DLR001', 'DLR002-B1': 'DLR002', 'DLR001-S1': 'DLR001-B1', 'DLR001-S2': 'DLR001-B1', 'DLR002-S1': 'DLR002-B1' };
const everything = { view: 'current' as const, offset: 0, limit: 100 };

beforeAll(async () => {
  world = await createWorld(db.current.database);
});

/** Names of the people of the world whom lines reach, the customer's hat of `twoHats` as `customerHat`. */
async function reachedBy(lines: readonly AudienceLine[]): Promise<string[]> {
  const rows = await world.asSystem({}, (ctx) => ctx.tx.rows<{ personality_id: string }>(recipients(ctx, linesFrom(lines))));
  const nameOf = new Map<string, string>([...names.map((name) => [world.person(name).personalityId, name] as const), [world.customerHat, 'customerHat']]);
  return rows.map(({ personality_id: id }) => nameOf.get(id) ?? id).sort();
}

/** The same, of a published version with these lines as its receipts count them from the root of the tenant. */
async function countedIn(lines: readonly AudienceLine[]): Promise<string[]> {
  const draft = await world.asSystem({}, (ctx) => createDraft(ctx, newsWords(lines)));
  const id = draft.ok ? draft.value.id : '';
  await db.current.database.asOwner((tx) => tx.run(sql`update news.versions set state = 'published', published_at = now() where item_id = ${id}`));
  const rows = await world.asSystem({}, (ctx) => ctx.tx.rows<{ display_name: string; label: string }>(sql`select r.display_name, r.label from news.receipts_at(${id}, 1, ${world.node('TST')}, ${ctx.today}) r`));
  await db.current.database.asOwner((tx) => tx.run(sql`update news.versions set state = 'withdrawn', ended_at = now() where item_id = ${id}`));
  return rows.map(({ display_name: name, label }) => (label === 'Cliente' ? 'customerHat' : name.replace('Persona ', ''))).sort();
}

type Line = readonly [effect: 'include' | 'exclude', place: string, profile?: string | undefined, person?: PersonName | undefined];
const asLine = ([effect, place, profile, person]: Line): AudienceLine => ({ effect, nodeId: world.node(place), profile: profile ?? null, personalityId: person === undefined ? null : world.person(person).personalityId });

describe('an audience', () => {
  test.each<[string, Line[], string[]]>([
    ['of nobody', [], []],
    ['of a place reaches all below it, whatever they are', [['include', 'DLR001']], ['dealerManager', 'seller1', 'seller2']],
    ['of a place and a profile', [['include', 'REG-01', 'seller']], ['seller1', 'seller2', 'seller3', 'twoHats']],
    ['of a profile does not reach the profiles that inherit it', [['include', 'DLR001', 'seller']], ['seller1', 'seller2']],
    ['of one person', [['include', 'TST', undefined, 'seller3']], ['seller3']],
    ['of one person elsewhere reaches nobody', [['include', 'DLR001', undefined, 'seller3']], []],
    ['with an exception by place', [['include', 'REG-01', 'seller'], ['exclude', 'DLR002']], ['seller1', 'seller2']],
    ['with an exception by person, whatever the order', [['exclude', 'TST', undefined, 'seller1'], ['include', 'DLR001', 'seller']], ['seller2']],
    ['of an exception alone', [['exclude', 'DLR001']], []],
    ['of overlapping lines counts each once', [['include', 'DLR001'], ['include', 'TST', 'seller']], ['dealerManager', 'seller1', 'seller2', 'seller3', 'twoHats']],
    ['of the tenant reaches partners and never customers', [['include', 'TST']], names.filter((name) => name !== 'customer').sort()],
    ['of customers names them', [['include', 'TST', 'customer']], ['customer', 'customerHat']],
  ])('%s', async (_, lines, expected) => {
    expect(await reachedBy(lines.map(asLine))).toEqual(expected);
  });

  test('does not reach whoever is suspended, and waits for no receipt of theirs', async () => {
    const suspend = (at: Date | null) => db.current.database.asOwner((tx) => tx.run(sql`update identity.personalities set suspended_at = ${at} where id = ${world.person('seller1').personalityId}`));
    const lines: AudienceLine[] = [asLine(['include', 'DLR001', 'seller'])];
    await suspend(new Date('2026-11-20T09:00:00Z'));
    expect(await reachedBy(lines)).toEqual(['seller2']);
    expect(await countedIn(lines)).toEqual(['seller2']);
    await suspend(null);
    expect(await countedIn(lines)).toEqual(['seller1', 'seller2']);
  });

  test('is what a slow reference says of everybody, when it is written and when its receipts are counted', async () => {
    const line = fc.record({
      effect: fc.constantFrom('include' as const, 'include' as const, 'exclude' as const),
      place: fc.constantFrom('TST', ...Object.keys(parents)),
      profile: fc.option(fc.constantFrom('seller', 'dealerManager', 'customer', 'agencyUser', 'areaManager'), { nil: undefined }),
      person: fc.option(fc.constantFrom(...names), { nil: undefined, freq: 4 }),
    });
    const below = (place: string, top: string): boolean => place === top || (parents[place] !== undefined && below(parents[place], top));
    const everybody = [...names.map((name) => ({ name: name as string, id: world.person(name).personalityId, ...tstPeople[name as keyof typeof tstPeople] })), { name: 'customerHat', id: world.customerHat, profile: 'customer', node: 'TST' }];
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 5 }), async (lines) => {
        const expected = everybody.filter((one) => {
          const met = lines.filter((l) => below(one.node, l.place) && (l.profile === undefined || l.profile === one.profile) && (l.person === undefined || world.person(l.person).personalityId === one.id));
          const named = met.filter((l) => l.effect === 'include' && (one.profile !== 'customer' || l.profile !== undefined || l.person !== undefined));
          return named.length > 0 && !met.some((l) => l.effect === 'exclude');
        });
        const asked = lines.map((l) => asLine([l.effect, l.place, l.profile, l.person]));
        expect(await reachedBy(asked)).toEqual(expected.map(({ name }) => name).sort());
        expect(await countedIn(asked)).toEqual(expected.map(({ name }) => name).sort());
      }),
      { numRuns: 40 },
    );
  });

  test('read by each person one by one is the same as counted in one pass', async () => {
    const lines = [include(world.node('REG-01'), 'seller'), include(world.node('TST'), 'agencyUser'), include(world.node('TST'), 'customer'), exclude(world.node('DLR002'), null, world.person('seller3').personalityId)];
    const id = await publishAs(world, 'pricingManager', lines);
    const found: string[] = [];
    for (const name of names) {
      const { items } = await world.context(name, {}, (ctx) => pageNews(ctx, everything));
      if (items.some((item) => item.id === id)) found.push(name);
    }
    expect([...found, 'customerHat'].sort()).toEqual(await reachedBy(lines));
  });

  test('is asked on the day: who joins meets what holds, who left or moved away does not', async () => {
    const id = await publishAs(world, 'pricingManager', [include(world.node('DLR001'), 'seller')]);
    const sees = async (name: PersonName) => (await world.context(name, {}, (ctx) => pageNews(ctx, everything))).items.some((item) => item.id === id);
    const joined = await world.asSystem({}, async (ctx) => {
      const accountId = await addAccount(ctx, { loginName: 'nuova@tst.example', displayName: 'Nuova', passwordHash: null });
      return addPersonality(ctx, { accountId, profile: 'seller', nodeId: world.node('DLR001-B1'), label: 'Venditrice', validFrom: ctx.today });
    });
    expect(await reachedBy([include(world.node('DLR001'), 'seller')])).toEqual([joined, 'seller1', 'seller2'].sort());
    expect(await sees('seller3')).toBe(false);
    await world.asSystem({}, (ctx) => moveNode(ctx, world.node('DLR002-S1'), world.node('DLR001-B1')));
    expect(await sees('seller3')).toBe(true);
    await world.asSystem({}, (ctx) => moveNode(ctx, world.node('DLR002-S1'), world.node('DLR002-B1')));
    expect(await sees('seller3')).toBe(false);
    await world.asSystem({}, (ctx) => endPersonality(ctx, joined));
    expect(await reachedBy([include(world.node('DLR001'), 'seller')])).toEqual(['seller1', 'seller2']);
    await db.current.database.asOwner((tx) => tx.run(sql`update identity.accounts set status = 'blocked' where id = ${world.person('seller2').accountId}`));
    expect(await reachedBy([include(world.node('DLR001'), 'seller')])).toEqual(['seller1']);
    await db.current.database.asOwner((tx) => tx.run(sql`update identity.accounts set status = 'active' where id = ${world.person('seller2').accountId}`));
  });
});
