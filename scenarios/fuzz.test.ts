/**
 * Random input against every route: never a failure of ours (5xx), every refusal a problem document, and a refused
 * request leaves no changed row anywhere (sign-in counters and refused sign-ins in the audit trail apart).
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema, type RouteContract } from '#platform/contract';
import { allRoutes } from '../server/main.ts';
import { defaultProfiles } from '../server/modules/identity/rules/profiles.ts';
import { arbitraryRequest } from '../server/testing/arbitrary-input.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { countWrites } from '../server/testing/count-writes.ts';
import { fingerprint } from '../server/testing/fingerprint.ts';
import { createTestHttp, type TestHttp } from '../server/testing/http.ts';
import { createShowroom } from '../server/testing/showroom.ts';
import { testFolder } from '../server/testing/test-folder.ts';
import { createWorld, worldNow, type SignedIn, type World } from '../server/testing/world.ts';

const db = useTestDatabase();
const folder = testFolder('fuzz');
const routes = allRoutes({ auditKeyFile: join(folder, 'audit.key'), dataDir: folder }, { version: 'test', demo: false, demoPassword: null, demoAccounts: [] });
const randomSeed = Number(process.env['VOLANO_SEED'] ?? Math.floor(Math.random() * 1e9));
const share = Number(process.env['VOLANO_DEEP'] ?? 0);
const runs = share > 0 ? Math.round(600 * share) : 25;
let world: World;
let http: TestHttp;
let knownIds: string[] = [];
let writes: () => Promise<string>;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  const showroom = await createShowroom(world);
  knownIds = [showroom.newCar, showroom.usedCar, showroom.otherCar, showroom.versionId, showroom.balloonOffer, showroom.levelOffer];
  writes = await countWrites(db.current.database);
  http = await createTestHttp(db.current.database, routes, () => worldNow);
});
afterAll(() => http.close());

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
    let before = await fingerprint(db.current.database);
    let written = await writes();
    await fc.assert(
      fc.asyncProperty(arbitraryRequest(contract, knownIds), async (request) => {
        const answer = await http.call(who, contract, request);
        expect(answer.status, JSON.stringify({ request, body: answer.body })).toBeLessThan(500);
        if (answer.status >= 400) {
          expect(problemSchema.safeParse(answer.body).success, JSON.stringify(answer.body)).toBe(true);
        }
        // Looking at every table costs more than the request: it is done where a row was written, and once at the end.
        const now = await writes();
        if (now === written) return;
        written = now;
        const after = await fingerprint(db.current.database);
        if (answer.status >= 400) expect(after).toBe(before);
        before = after;
      }),
      { seed, numRuns: runs, endOnFailure: true },
    );
    expect(await fingerprint(db.current.database), 'a row changed that was not counted').toBe(before);
  });
});
