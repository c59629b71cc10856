/** Why somebody may or may not, who may ask, and what is kept of writes that were refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ResponseOf } from '#platform/contract';
import { sql } from '#platform/sql';
import { createOfferRoute } from '#pricing/api';
import { shareQuoteRoute, type Quote } from '#quoting/api';
import { ruleBook } from '../server/main.ts';
import { quoteChoice } from '../server/testing/quote-request.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { createTestHttp, type TestHttp } from '../server/testing/http.ts';
import { savedQuote } from '../server/testing/saved-quote.ts';
import { createShowroom, type Showroom } from '../server/testing/showroom.ts';
import { createWorld, worldNow, type PersonName, type SignedIn, type World } from '../server/testing/world.ts';
import { pricingRoutes } from '../server/modules/pricing/http.ts';
import { quotingModule, sharingRoutes } from '../server/modules/quoting/module.ts';
import { keepRefusals } from '../server/modules/identity/rules/rule-refusals.ts';
import { standRuleVersion } from '../server/modules/identity/rules/rule-versions.ts';
import { replayDecisionRoute, whyQuestionsRoute, whyRoute } from '#identity/api';
import { whyRoutes } from '../server/modules/identity/rules/why-http.ts';

const db = useTestDatabase();
let world: World;
let http: TestHttp;
let showroom: Showroom;
let quote: Quote;
const people = new Map<PersonName, SignedIn>();
const as = (name: PersonName): SignedIn => {
  const who = people.get(name);
  if (who === undefined) throw new Error(`${name} is not signed in`);
  return who;
};

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  const database = db.current.database;
  const routes = [...whyRoutes(ruleBook), ...pricingRoutes, ...(quotingModule.routes ?? []), ...sharingRoutes({ publicUrl: 'http://localhost' })];
  http = await createTestHttp(database, routes, () => worldNow, { noteRefusal: keepRefusals(database), ruleVersion: await standRuleVersion(database, ruleBook) });
  for (const name of ['seller1', 'seller3', 'dealerManager', 'areaManager', 'systemAdministrator', 'itTechnician', 'altAdministrator', 'customer'] as const) people.set(name, await world.signIn(name, { now: worldNow }));
  const input = quoteChoice({ vehicle: { kind: 'stock', stockId: showroom.newCar }, priceCents: 2_890_000, discountCents: 0, tradeInCents: 0, depositCents: 500_000, offerId: showroom.levelOffer, offerVersion: 1, termMonths: 48, balloonCents: null, kmPerYear: null, serviceCodes: [] });
  quote = await savedQuote(http, as('seller1'), [input], '2026-11-23');
});
afterAll(() => http.close());

type Why = ResponseOf<typeof whyRoute>;
const ask = (who: PersonName, about: PersonName, action: string, objectKind: string, object?: string) =>
  http.call(as(who), whyRoute, { query: { personalityId: world.person(about).personalityId, action, objectKind, ...(object === undefined ? {} : { object }) } });
const lacking = (answer: unknown): string[] => ((answer as Why).rules[0]?.checks ?? []).filter((check) => !check.met).map((check) => check.what);

describe('the answer', () => {
  test('yes, with every check, the places and the version', async () => {
    const { status, body } = await ask('dealerManager', 'seller1', 'quoting.quote.revise', 'quote', quote.number);
    expect(status).toBe(200);
    expect(body).toMatchObject({ allowed: true, version: { number: expect.any(Number) }, person: { displayName: 'Persona seller1', standing: true }, object: { label: expect.stringContaining(quote.number) } });
    expect((body as Why).person.path.map(({ code }) => code)).toEqual(['TST', 'AREA-NO', 'REG-01', 'DLR001', 'DLR001-B1', 'DLR001-S1']);
    expect(lacking(body)).toEqual([]);
  });

  test.each<[PersonName, string, string[]]>([
    ['seller2', 'quoting.quote.revise', ['scope']],
    ['seller3', 'quoting.quote.revise', ['scope']],
    ['areaManager', 'quoting.quote.revise', ['privilege']],
    ['creditOperator', 'quoting.quote.print', ['privilege']],
    ['itTechnician', 'quoting.quote.print', ['privilege']],
  ])('no: %s, %s lacks %s, and what would be needed is said', async (about, action, missing) => {
    const { body } = await ask('areaManager', about, action, 'quote', quote.id);
    if (['creditOperator', 'itTechnician'].includes(about)) return expect(body).toMatchObject({ code: 'person_not_found' });
    expect((body as Why).allowed).toBe(false);
    expect(lacking(body)).toEqual(missing);
    for (const check of (body as Why).rules[0]?.checks ?? []) expect(check.needed === null).toBe(check.met);
  });

  test('names who holds the privilege, in both languages', async () => {
    const { body } = await ask('areaManager', 'areaManager', 'quoting.quote.revise', 'quote', quote.id);
    const needed = (body as Why).rules[0]?.checks.find((check) => !check.met)?.needed;
    expect(needed).toEqual({ it: 'Serve un profilo che lo ha: Responsabile di concessionaria, Venditore.', en: 'A profile that holds it is needed: Dealer manager, Seller.' });
  });

  test('agrees with what the door does', async () => {
    for (const [about, status] of [['seller1', 200], ['seller3', 404], ['areaManager', 403]] as const) {
      const { body } = await ask('areaManager', about, 'quoting.quote.share', 'quote', quote.id);
      const answer = await http.call(as(about), shareQuoteRoute, { params: { id: quote.id }, body: { follows: true, expiresOn: quote.expiresOn } });
      expect([about, answer.status, (body as Why).allowed]).toEqual([about, status, status === 200]);
    }
  });

  test('of a person whose personality is over: no privilege holds', async () => {
    await db.current.database.asOwner((tx) => tx.run(sql`update identity.personalities set valid_to = '2026-11-23' where id = ${world.person('seller2').personalityId}`));
    const { body } = await ask('dealerManager', 'seller2', 'quoting.quote.price', 'function');
    expect(body).toMatchObject({ allowed: false, person: { standing: false } });
  });

  test('of a function of the program without an object', async () => {
    expect((await ask('dealerManager', 'seller1', 'quoting.quote.price', 'function')).body).toMatchObject({ allowed: true, object: { label: null } });
  });
});

describe('whoever asks', () => {
  test('sees people and objects of his own part alone', async () => {
    expect((await ask('dealerManager', 'seller3', 'quoting.quote.read', 'quote', quote.id)).body).toMatchObject({ code: 'person_not_found' });
    expect((await ask('altAdministrator', 'seller1', 'quoting.quote.read', 'quote', quote.id)).body).toMatchObject({ code: 'person_not_found' });
    expect((await ask('systemAdministrator', 'seller1', 'quoting.quote.read', 'quote', 'DLR001-2026-99999')).body).toMatchObject({ code: 'object_not_found' });
    // He sees the people of the network, and no quote: he has no privilege to read one.
    expect((await ask('systemAdministrator', 'seller1', 'quoting.quote.read', 'quote', quote.id)).body).toMatchObject({ code: 'object_not_found' });
    expect((await ask('dealerManager', 'seller1', 'no.such.action', 'quote', quote.id)).body).toMatchObject({ code: 'action_unknown' });
  });

  test.each(['seller1', 'itTechnician', 'customer'] as const)('needs the privilege: not %s', async (who) => {
    expect((await http.call(as(who), whyRoute, { query: { personalityId: world.person('seller1').personalityId, action: 'quoting.quote.read', objectKind: 'quote', object: quote.id } })).status).toBe(403);
    expect((await http.call(as(who), whyQuestionsRoute, {})).status).toBe(403);
  });

  test('every action that can be asked for has a rule', async () => {
    const { items } = (await http.call(as('dealerManager'), whyQuestionsRoute, {})).body as ResponseOf<typeof whyQuestionsRoute>;
    const without = items.flatMap(({ kind, actions }) => actions.filter(({ action }) => ruleBook.table.rulesOf(action, kind).length === 0).map(({ action }) => action));
    expect(without).toEqual([]);
    expect(items.map(({ kind }) => kind)).toContain('function');
  });
});

interface Kept {
  id: number;
  action: string;
  object_kind: string;
  object_id: string;
  outcome: string;
  rule_version: number | null;
  decision: { allowed: boolean; action: string } | null;
}
const trail = (where: ReturnType<typeof sql>): Promise<Kept[]> => db.current.database.asOwner((tx) => tx.rows<Kept>(sql`select e.id, e.action, e.object_kind, e.object_id, e.outcome, e.rule_version, e.decision from platform.audit_events e where ${where} order by e.id`));

describe('the trail', () => {
  test('keeps the decision of a deed, and the viewer makes it again', async () => {
    const [saved] = await trail(sql`e.action = 'quoting.quote.save'`);
    expect(saved).toMatchObject({ outcome: 'done', rule_version: expect.any(Number), decision: { allowed: true, action: 'quoting.quote.save', facts: { nodeId: world.node('DLR001-S1') } } });
    const { status, body } = await http.call(as('itTechnician'), replayDecisionRoute, { params: { id: saved?.id ?? 0 } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ allowed: true, equal: true, profileName: { it: 'Venditore' }, action: { name: { it: 'Salvare un preventivo' } } });
    expect((await http.call(as('altAdministrator'), replayDecisionRoute, { params: { id: saved?.id ?? 0 } })).status).toBe(404);
    expect((await http.call(as('seller1'), replayDecisionRoute, { params: { id: saved?.id ?? 0 } })).status).toBe(403);
  });

  test('keeps a refused write once it is refused, with a decision that comes out again', async () => {
    const refused = await http.call(as('seller1'), createOfferRoute, { body: {} });
    expect(refused.status).toBe(403);
    const [kept] = await trail(sql`e.outcome = 'refused' and e.account_id = ${world.person('seller1').accountId}`);
    expect(kept).toMatchObject({ action: 'pricing.offer.write', object_kind: 'function', decision: { allowed: false } });
    expect((await http.call(as('itTechnician'), replayDecisionRoute, { params: { id: kept?.id ?? 0 } })).body).toMatchObject({ allowed: false, equal: true });
  });

  test('of somebody who hammers keeps twenty a minute; refused reads are no writes', async () => {
    for (let time = 0; time < 30; time += 1) await http.call(as('customer'), createOfferRoute, { body: {} });
    await http.call(as('customer'), whyQuestionsRoute, {});
    expect(await trail(sql`e.outcome = 'refused' and e.account_id = ${world.person('customer').accountId}`)).toHaveLength(20);
  });
});
