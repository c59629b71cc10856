/** Every deed of a person leaves the decision that allowed it, and the decision comes out the same when it is made again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RouteContract } from '#platform/contract';
import { sql } from '#platform/sql';
import { endSessionsOfRoute, resumePersonRoute, setAccountStatusRoute, suspendPersonRoute } from '#identity/api';
import { createDraftRoute } from '#news/api';
import { setFollowUpsRoute } from '#quoting/api';
import { createTreeRoute } from '#territory/api';
import { allRoutes, ruleBook } from '../server/main.ts';
import { loadConfig } from '../server/platform/config.ts';
import { replayDecision } from '../server/modules/identity/rules/replay-decision.ts';
import { standRuleVersion } from '../server/modules/identity/rules/rule-versions.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { createTestHttp, type Loose, type TestHttp } from '../server/testing/http.ts';
import { newsWords } from '../server/testing/news-desk.ts';
import { quoteChoice } from '../server/testing/quote-request.ts';
import { savedQuote } from '../server/testing/saved-quote.ts';
import { createShowroom } from '../server/testing/showroom.ts';
import { createWorld, worldNow, type PersonName, type World } from '../server/testing/world.ts';

const db = useTestDatabase();
let world: World;
let http: TestHttp;
let quoteId: string;

const as = async (name: PersonName, contract: RouteContract, request: Loose) => http.call(await world.signIn(name, { now: worldNow }), contract, request);

beforeAll(async () => {
  const { database } = db.current;
  world = await createWorld(database);
  const showroom = await createShowroom(world);
  const routes = allRoutes(loadConfig({ VOLANO_DATA: '/nowhere' }), { version: 'test', demo: false, demoPassword: null, demoAccounts: [] });
  http = await createTestHttp(database, routes, () => worldNow, { ruleVersion: await standRuleVersion(database, ruleBook) });
  const input = quoteChoice({ vehicle: { kind: 'stock', stockId: showroom.newCar }, priceCents: 2_890_000, discountCents: 0, tradeInCents: 0, depositCents: 500_000, offerId: showroom.levelOffer, offerVersion: 1, termMonths: 48, balloonCents: null, kmPerYear: null, serviceCodes: [] });
  quoteId = (await savedQuote(http, await world.signIn('seller1', { now: worldNow }), [input], '2026-11-23')).id;
});
afterAll(() => http.close());

const person = (name: PersonName) => ({ params: { id: world.person(name).personalityId } });
const account = (name: PersonName) => ({ params: { id: world.person(name).accountId } });
const include = () => ({ effect: 'include' as const, nodeId: world.node('TST'), profile: null, personalityId: null });

interface Deed {
  readonly who: PersonName;
  readonly contract: RouteContract;
  readonly request: () => Loose;
  readonly action: string;
  readonly kind: string;
}

test.each<Deed>([
  { who: 'seller1', contract: setFollowUpsRoute, request: () => ({ body: { ids: [quoteId], followUpOn: '2026-12-01' } }), action: 'quoting.quote.follow-up', kind: 'quote' },
  { who: 'dealerManager', contract: suspendPersonRoute, request: () => person('seller2'), action: 'identity.personality.suspend', kind: 'personality' },
  { who: 'dealerManager', contract: resumePersonRoute, request: () => person('seller2'), action: 'identity.personality.resume', kind: 'personality' },
  { who: 'dealerManager', contract: setAccountStatusRoute, request: () => ({ ...account('seller2'), body: { status: 'blocked' } }), action: 'identity.account.block', kind: 'personality' },
  { who: 'pricingManager', contract: createDraftRoute, request: () => ({ body: newsWords([include()]) }), action: 'news.item.draft', kind: 'function' },
  { who: 'systemAdministrator', contract: createTreeRoute, request: () => ({ body: { name: { it: 'Rete di prova', en: 'Test network' }, rootCode: 'PROVA', from: '2026-11-23' } }), action: 'territory.tree.add', kind: 'function' },
])('$action', async ({ who, contract, request, action, kind }) => {
  const answer = await as(who, contract, request());
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
  const rows = await db.current.database.asOwner((tx) => tx.rows<{ id: number; decision: { objectKind: string } | null }>(sql`select e.id, e.decision from platform.audit_events e where e.action = ${action} order by e.id`));
  expect(rows.map(({ decision }) => decision?.objectKind)).toEqual([kind]);
  const replayed = await db.current.database.asOwner((tx) => replayDecision(tx, world.tenantId, rows[0]?.id ?? 0));
  expect(replayed).toMatchObject({ equal: true, decision: { allowed: true } });
});

test('ending somebody’s sessions', async () => {
  await world.signIn('seller1', { now: worldNow });
  expect((await as('dealerManager', endSessionsOfRoute, { ...account('seller1'), body: {} })).status).toBe(200);
  const rows = await db.current.database.asOwner((tx) => tx.rows<{ decision: { action: string } | null }>(sql`select e.decision from platform.audit_events e where e.action = 'identity.session.end'`));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every(({ decision }) => decision?.action === 'identity.account.protect')).toBe(true);
});
