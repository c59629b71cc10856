/**
 * A small named world for tests with a database: two tenants, two dealers, everybody once.
 * TST: company TST > district AREA-NO > region REG-01 > dealers DLR001 and DLR002, each with a branch; sellers
 * DLR001-S1, DLR001-S2, DLR002-S1. ALT: the same shape with one dealer, codes ALT…; its people are `alt…`.
 */
import { actingSession, addAccount, addNode, addPersonality, createTenant, openSession, type ActingRow } from '#identity';
import { civilDateIn } from '#platform/civil-date-in';
import type { Context, Log, Strength } from '#platform/context';
import type { Database } from '#platform/db';
import type { Session } from '#platform/http/route';
import { sql } from '#platform/sql';
import { enterAsSystem, houseZone } from '#platform/system-context';

/** One per profile, three sellers, and one person (`twoHats`) who is a seller of DLR002 and a customer. */
export const tstPeople = {
  seller1: { profile: 'seller', node: 'DLR001-S1' },
  seller2: { profile: 'seller', node: 'DLR001-S2' },
  seller3: { profile: 'seller', node: 'DLR002-S1' },
  dealerManager: { profile: 'dealerManager', node: 'DLR001' },
  areaManager: { profile: 'areaManager', node: 'REG-01' },
  districtManager: { profile: 'districtManager', node: 'AREA-NO' },
  pricingManager: { profile: 'pricingManager', node: 'TST' },
  pricingApprover: { profile: 'pricingApprover', node: 'TST' },
  creditOperator: { profile: 'creditOperator', node: 'TST' },
  headOfCredit: { profile: 'headOfCredit', node: 'TST' },
  payoutOperator: { profile: 'payoutOperator', node: 'TST' },
  careOperator: { profile: 'careOperator', node: 'TST' },
  collector: { profile: 'collector', node: 'TST' },
  agencyUser: { profile: 'agencyUser', node: 'TST' },
  customer: { profile: 'customer', node: 'TST' },
  itTechnician: { profile: 'itTechnician', node: 'TST' },
  systemAdministrator: { profile: 'systemAdministrator', node: 'TST' },
  twoHats: { profile: 'seller', node: 'DLR002-S1' },
} as const;
export const altPeople = {
  altSeller: { profile: 'seller', node: 'ALT-DLR001-S1' },
  altManager: { profile: 'dealerManager', node: 'ALT-DLR001' },
  altAdministrator: { profile: 'systemAdministrator', node: 'ALT' },
} as const;
export type PersonName = keyof typeof tstPeople | keyof typeof altPeople;

export interface Person {
  readonly accountId: string;
  readonly personalityId: string;
  readonly loginName: string;
  readonly tenantId: number;
}

export interface SignedIn {
  readonly sessionId: string;
  readonly token: string;
  /** `volano=<token>`, as the browser sends it over http. */
  readonly cookie: string;
  readonly csrf: string;
  /** Cookie and CSRF token as request headers. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface World {
  readonly database: Database;
  readonly tenantId: number;
  readonly altTenantId: number;
  /** Node ids by code, of both tenants. */
  readonly nodes: ReadonlyMap<string, number>;
  node(code: string): number;
  person(name: PersonName): Person;
  /** Second personality of `twoHats`: the customer. */
  readonly customerHat: string;
  /** A standing session without a password's cost; begun at `now`, else at the real present. */
  signIn(name: PersonName, options?: { now?: Date; personalityId?: string; strength?: Strength; strongAt?: Date }): Promise<SignedIn>;
  /** Actor and frame of a person, as the door would resolve them. */
  session(name: PersonName): Promise<Session>;
  /** Runs `work` in one transaction as that person, bound to tenant and scope. */
  context<T>(name: PersonName, options: { today?: string; now?: Date }, work: (ctx: Context) => Promise<T>): Promise<T>;
  /** Runs `work` in one transaction as the program itself in the tenant TST. */
  asSystem<T>(options: { today?: string; now?: Date }, work: (ctx: Context) => Promise<T>): Promise<T>;
}

/** Present of the world unless a test says otherwise: a working day at ten in Rome. */
export const worldNow = new Date('2026-11-23T09:00:00.000Z');
const validFrom = '2020-01-01';
export const silentLog: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

interface Plan {
  readonly tenantId: number;
  readonly code: string;
  readonly prefix: string;
  readonly dealers: readonly { readonly code: string; readonly sellers: number }[];
  readonly people: Readonly<Record<string, { readonly profile: string; readonly node: string }>>;
}

async function buildTenant(database: Database, plan: Plan, passwordHash: string | null, nodes: Map<string, number>, people: Map<string, Person>): Promise<void> {
  await database.asOwner(async (tx) => {
    const companyId = await createTenant(tx, { id: plan.tenantId, code: plan.code, name: `Finanziaria ${plan.code}`, validFrom });
    nodes.set(plan.code, companyId);
    const ctx = await enterAsSystem(tx, plan.tenantId, { now: worldNow, log: silentLog, requestId: 'world' });
    const add = async (parent: string, kind: 'district' | 'region' | 'dealer' | 'branch' | 'seller', code: string) => {
      nodes.set(code, await addNode(ctx, { parentId: nodes.get(parent) ?? 0, kind, code, name: `Nodo ${code}`, validFrom }));
    };
    const district = `${plan.prefix}AREA-NO`;
    const region = `${plan.prefix}REG-01`;
    await add(plan.code, 'district', district);
    await add(district, 'region', region);
    for (const dealer of plan.dealers) {
      await add(region, 'dealer', dealer.code);
      await add(dealer.code, 'branch', `${dealer.code}-B1`);
      for (let i = 1; i <= dealer.sellers; i += 1) await add(`${dealer.code}-B1`, 'seller', `${dealer.code}-S${i}`);
    }
    for (const [name, { profile, node }] of Object.entries(plan.people)) {
      const loginName = `${name.toLowerCase()}@${plan.code.toLowerCase()}.example`;
      const accountId = await addAccount(ctx, { loginName, displayName: `Persona ${name}`, passwordHash });
      const personalityId = await addPersonality(ctx, { accountId, profile, nodeId: nodes.get(node) ?? 0, label: `${profile} ${node}`, validFrom });
      people.set(name, { accountId, personalityId, loginName, tenantId: plan.tenantId });
    }
  });
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the test world has no ${what}`);
  return value;
}

/** Fills an empty migrated database. `passwordHash` is given to every account; without it nobody can sign in by password. */
export async function createWorld(database: Database, options: { passwordHash?: string } = {}): Promise<World> {
  const nodes = new Map<string, number>();
  const people = new Map<string, Person>();
  const hash = options.passwordHash ?? null;
  const tst: Plan = { tenantId: 1, code: 'TST', prefix: '', dealers: [{ code: 'DLR001', sellers: 2 }, { code: 'DLR002', sellers: 1 }], people: tstPeople };
  const alt: Plan = { tenantId: 2, code: 'ALT', prefix: 'ALT-', dealers: [{ code: 'ALT-DLR001', sellers: 1 }], people: altPeople };
  await buildTenant(database, tst, hash, nodes, people);
  await buildTenant(database, alt, hash, nodes, people);

  const person = (name: PersonName) => found(people.get(name), `person ${name}`);
  const asSystem: World['asSystem'] = (at, work) => {
    const now = at.now ?? worldNow;
    return database.asOwner(async (tx) => {
      const ctx = await enterAsSystem(tx, tst.tenantId, { now, log: silentLog, requestId: 'test' });
      return work({ ...ctx, today: at.today ?? ctx.today });
    });
  };
  const customerHat = await asSystem({}, (ctx) =>
    addPersonality(ctx, { accountId: person('twoHats').accountId, profile: 'customer', nodeId: nodes.get('TST') ?? 0, label: 'Cliente', validFrom }),
  );

  const acting = (personalityId: string) => database.gate((tx) => tx.row<ActingRow>(sql`select * from identity.acting_as(${personalityId})`));
  const session = async (name: PersonName) => actingSession(await acting(person(name).personalityId), { id: person(name).personalityId, csrfToken: 'test' });

  return {
    database,
    tenantId: tst.tenantId,
    altTenantId: alt.tenantId,
    nodes,
    node: (code) => found(nodes.get(code), `node ${code}`),
    person,
    customerHat,
    session,
    asSystem,
    signIn: async (name, at = {}) => {
      const row = await acting(at.personalityId ?? person(name).personalityId);
      const now = at.now ?? new Date();
      const opened = await database.gate((tx) =>
        openSession(tx, {
          accountId: row.account_id, tenantId: row.tenant_id, personalityId: row.personality_id, profileKind: row.profile_kind, now,
          expiresAt: new Date(now.getTime() + 10 * 3_600_000), userAgent: 'test', network: '127.0.0.0/24',
          strength: at.strength ?? 'password', strongAt: at.strongAt ?? now,
        }),
      );
      const cookie = `volano=${opened.token}`;
      return { sessionId: opened.id, token: opened.token, cookie, csrf: opened.csrfToken, headers: { cookie, 'x-volano-csrf': opened.csrfToken } };
    },
    context: async (name, at, work) => {
      const { tenant, actor, frame } = await session(name);
      const now = at.now ?? worldNow;
      return database.transaction(frame, (tx) =>
        work({ tx, tenant, actor, now, today: at.today ?? civilDateIn(houseZone, now), requestId: 'test', language: 'it', log: silentLog }),
      );
    },
  };
}
