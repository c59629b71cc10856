/**
 * Random input against every route: never a failure of ours (5xx), every refusal a problem document, and a refused
 * request leaves no changed row anywhere (sign-in counters and refused sign-ins in the audit trail apart).
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema, type RouteContract } from '#platform/contract';
import { allRoutes } from '../server/main.ts';
import { defaultProfiles } from '../server/modules/identity/profiles.ts';
import { arbitraryRequest } from '../server/testing/arbitrary-input.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { createTestHttp, type TestHttp } from '../server/testing/http.ts';
import { createShowroom } from '../server/testing/showroom.ts';
import { createWorld, worldNow, type SignedIn, type World } from '../server/testing/world.ts';

const db = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'volano-fuzz-'));
const routes = allRoutes({ auditKeyFile: join(folder, 'audit.key'), dataDir: folder }, { version: 'test', demo: false, demoPassword: null, demoAccounts: [] });
const randomSeed = Number(process.env['VOLANO_SEED'] ?? Math.floor(Math.random() * 1e9));
const share = Number(process.env['VOLANO_DEEP'] ?? 0);
const runs = share > 0 ? Math.round(600 * share) : 25;
let world: World;
let http: TestHttp;
let knownIds: string[] = [];

beforeAll(async () => {
  world = await createWorld(db.current.database);
  const showroom = await createShowroom(world);
  knownIds = [showroom.newCar, showroom.usedCar, showroom.otherCar, showroom.versionId, showroom.balloonOffer, showroom.levelOffer];
  http = await createTestHttp(db.current.database, routes, () => worldNow);
});
afterAll(() => http.close());

/** Fingerprint of every table that a refused request must leave alone. */
async function fingerprint(): Promise<string> {
  const { rows: tables } = await db.current.database.pool.query<{ name: string }>(`
    select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('platform', 'identity', 'territory', 'documents', 'communications', 'flows', 'vehicles', 'pricing', 'quoting')
      and n.nspname || '.' || c.relname not in ('identity.sessions', 'identity.sign_in_failures') order by 1`);
  const parts = tables.map(({ name }) => `select '${name}' as t, count(*) as n, coalesce(max(xmin::text::bigint), 0) as x from ${name} ${name === 'platform.audit_events' ? `where action <> 'identity.session.sign-in'` : ''}`);
  const { rows } = await db.current.database.pool.query(parts.join(' union all '));
  return JSON.stringify(rows);
}

const leavesSession = (contract: RouteContract) => contract.path === '/api/identity/sign-out' || contract.path === '/api/identity/personality' || (contract.method === 'DELETE' && contract.path.startsWith('/api/identity/sessions'));
/** Somebody who may call the route, so that its input is looked at. */
const callers = [['seller1', 'seller'], ['dealerManager', 'dealerManager'], ['pricingManager', 'pricingManager'], ['systemAdministrator', 'systemAdministrator']] as const;
const holds = (profile: string | undefined, privilege: string): boolean => {
  const found = defaultProfiles.find(({ key }) => key === profile);
  return found !== undefined && (found.privileges.includes(privilege) || holds(found.parent, privilege));
};
const callerOf = ({ access }: RouteContract) => callers.find(([, profile]) => holds(profile, access))?.[0] ?? 'seller1';

describe.each([
  ['fixed seed', 20_261_122],
  ['random seed', randomSeed],
])('%s %i', (_, seed) => {
  test.each(routes.filter(({ contract }) => !leavesSession(contract)).map(({ contract }) => [`${contract.method} ${contract.path}`, contract] as const))('%s', async (_name, contract) => {
    const who: SignedIn = await world.signIn(callerOf(contract), { now: worldNow });
    let before = await fingerprint();
    await fc.assert(
      fc.asyncProperty(arbitraryRequest(contract, knownIds), async (request) => {
        const answer = await http.call(who, contract, request);
        expect(answer.status, JSON.stringify({ request, body: answer.body })).toBeLessThan(500);
        if (answer.status >= 400) {
          expect(problemSchema.safeParse(answer.body).success, JSON.stringify(answer.body)).toBe(true);
          expect(await fingerprint()).toBe(before);
        } else before = await fingerprint();
      }),
      { seed, numRuns: runs, endOnFailure: true },
    );
  });
});
