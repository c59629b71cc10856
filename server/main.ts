/** Composition root: the only file that wires modules, adapters and processes together. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { sendMail } from '#communications';
import { ancestorsOf, auditVerification, createAuthenticator, demoAccounts, demoPassword, gatherRules, keepRefusals, standRuleVersion, standingSessions } from '#identity';
import { loadReferenceData } from '#territory';
import type { About } from '#platform/about-api';
import type { Config } from '#platform/config';
import type { Tx } from '#platform/context';
import type { Database } from '#platform/db';
import { LiveHub } from '#platform/http/live';
import { observePool, serveMetrics } from '#platform/http/metrics';
import type { RouteHandler } from '#platform/http/route';
import { createHttpServer } from '#platform/http/server';
import { createSessionCookie } from '#platform/http/session-cookie';
import { createLog } from '#platform/log';
import type { ImportKind } from '#platform/import-kind';
import { migrate, type MigrationReport } from '#platform/migrate';
import type { DemoWorld, Module } from '#platform/module';
import { OperatorError } from '#platform/operator-error';
import { platformRoutes } from '#platform/operations';
import { announceProcess } from '#platform/processes';
import { keysFrom, type InstallationKey } from '#platform/record-cipher';
import { rootDir } from '#platform/root';
import { sql } from '#platform/sql';
import { enterAsSystem } from '#platform/system-context';
import { auditHeadsFiles, startWork } from '#platform/worker';
import { moduleNames } from './module-order.ts';
import { calculatorModule } from './modules/calculator/module.ts';
import { communicationsModule, mailJobs, tellOwnerByLink } from './modules/communications/module.ts';
import { documentsModule } from './modules/documents/module.ts';
import { flowsModule } from './modules/flows/module.ts';
import { applicationsAtApi, createKeyring, gatewayJobs, gatewayModule, gatewayRoutes, mountGateway } from './modules/gateway/module.ts';
import { answerRecovery, credentialRoutes, federationRoutes, identityModule, invitationRoutes, passkeyRoutes, whyRoutes, rightsRoutes } from './modules/identity/module.ts';
import { digestJob, findClosedGate, newsModule } from './modules/news/module.ts';
import { pricingModule } from './modules/pricing/module.ts';
import { quotingModule, sharingRoutes } from './modules/quoting/module.ts';
import { territoryImports, territoryModule } from './modules/territory/module.ts';
import { vehiclesModule } from './modules/vehicles/module.ts';
import { schedules } from './schedules.ts';

/** Every kind of file the program takes in. */
export const importKinds: readonly ImportKind[] = [...(vehiclesModule.imports ?? []), ...territoryImports];

/** Every kind of record that stands at nodes of the organisation. */
const placedRecords = [quotingModule, vehiclesModule, pricingModule].flatMap((module) => module.placedRecords ?? []);

/** All modules, in the order of migrations and demo data. */
export const modules: readonly Module[] = [
  identityModule,
  gatewayModule,
  territoryModule(placedRecords),
  documentsModule,
  communicationsModule,
  newsModule,
  calculatorModule,
  flowsModule(importKinds),
  vehiclesModule,
  pricingModule,
  quotingModule,
];

/** Who may do what, in every module. */
export const ruleBook = gatherRules(modules);

/** Version of the program, from package.json. */
export const version: string = (JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8')) as { version: string }).version;

export interface Running {
  readonly url: string;
  close(): Promise<void>;
}

export interface StartOptions {
  readonly log?: Logger;
  readonly clock?: () => Date;
  /** Multiplies request limits; only tests that hammer set it. */
  readonly rateFactor?: number;
}

/** Migrates and loads the reference tables. Throws MigrationError before anything is changed when that is not possible. */
export async function prepareDatabase(url: string, database: Database, onProgress?: (line: string) => void): Promise<MigrationReport> {
  const report = await migrate(url, moduleNames, onProgress);
  await loadReferenceData(database);
  return report;
}

/** Starts answering HTTP on config.host and config.port (0: any free one). */
export async function startServer(config: Config, database: Database, options: StartOptions = {}): Promise<Running> {
  const log = options.log ?? createLog(config, 'serve');
  const clock = options.clock ?? (() => new Date());
  if (config.production && (await hasDemo(database))) {
    throw new OperatorError(
      'database-unsuitable',
      'This database holds the demo world, whose passwords are public; it does not run in production.',
      'Use an empty database, or unset NODE_ENV to look at the demo.',
    );
  }
  const webDir = join(rootDir, 'dist', 'web');
  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const live = new LiveHub(database, { ancestorsOf: ancestorsOf(database), standingSessions: standingSessions(database) }, log);
  // Asked for port 0, the system chooses; the gateway needs its address with the first request and not before.
  let boundPort = config.port;
  const ruleVersion = await standRuleVersion(database, ruleBook);
  const app = await createHttpServer({
    database,
    routes: allRoutes(config, { ...(await aboutInstallation(database)), ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }) }),
    authenticate: createAuthenticator(database, ruleVersion),
    noteRefusal: keepRefusals(database),
    installationKey: installationKey(config),
    applications: applicationsAtApi({ database, keysFile: config.gatewayKeysFile, clock, ruleVersion }),
    cookie: createSessionCookie(secure),
    clock,
    live,
    log,
    version,
    secure,
    trustProxy: config.trustProxy,
    findClosedGate,
    rateFactor: options.rateFactor ?? 1,
    mounts: [mountGateway({ fontPath: fontPathIn(webDir), publicUrl: () => publicAddress({ ...config, port: boundPort }), keysFile: config.gatewayKeysFile, rateFactor: options.rateFactor ?? 1 })],
    webDir: existsSync(join(webDir, 'index.html')) ? webDir : undefined,
  });
  observePool(database.pool);
  await live.start();
  const address = await app.listen({ port: config.port, host: config.host });
  boundPort = Number(new URL(address).port || config.port);
  const metrics = config.metricsPort === 0 ? undefined : await serveMetrics(config.metricsPort);
  const sign = announceProcess(database, 'serve', version, log);
  return {
    url: config.publicUrl ?? address.replace('127.0.0.1', 'localhost').replace('[::1]', 'localhost'),
    close: async () => {
      await app.close();
      metrics?.close();
      await sign.stop();
    },
  };
}

/** Address of the desk's font, which the build names by its content. */
function fontPathIn(webDir: string): string | undefined {
  const assets = join(webDir, 'assets');
  const file = existsSync(assets) ? readdirSync(assets).find((name) => /^inter-latin-wght-normal[\w-]*\.woff2$/.test(name)) : undefined;
  return file === undefined ? undefined : `/assets/${file}`;
}

/** Address people type, without a stroke at the end. */
function publicAddress({ publicUrl, port }: Partial<Pick<Config, 'publicUrl' | 'port'>>): string {
  return publicUrl ?? `http://localhost:${port ?? 3000}`;
}

/** What the gateway needs to know of the installation. */
function gatewaySettings(config: Pick<Config, 'dataDir'> & Partial<Pick<Config, 'publicUrl' | 'port' | 'gatewayKeysFile' | 'intranetHosts'>>) {
  return {
    issuer: `${publicAddress(config)}/oidc`,
    keysFile: config.gatewayKeysFile ?? join(config.dataDir, 'gateway-keys.json'),
    outbound: { intranetHosts: config.intranetHosts ?? [] },
  };
}

/** The installation's own secret, for what the database alone should not be able to tell. */
function installationKey(config: Parameters<typeof gatewaySettings>[0]): InstallationKey {
  const keyring = createKeyring(gatewaySettings(config).keysFile, () => new Date());
  return keysFrom(async () => (await keyring()).records);
}

/** Every route of the program. */
export function allRoutes(config: Pick<Config, 'auditKeyFile' | 'dataDir'> & Partial<Pick<Config, 'auditHeadsFile' | 'publicUrl' | 'port' | 'gatewayKeysFile' | 'intranetHosts'>>, about: About): readonly RouteHandler[] {
  return [
    ...modules.flatMap((module) => module.routes ?? []),
    ...rightsRoutes(modules.flatMap((module) => module.privileges ?? [])),
    ...credentialRoutes({ key: installationKey(config) }),
    ...passkeyRoutes({ publicUrl: publicAddress(config) }),
    ...invitationRoutes({ publicUrl: publicAddress(config), sendMail }),
    ...federationRoutes({ key: installationKey(config), publicUrl: publicAddress(config), outbound: gatewaySettings(config).outbound }),
    ...gatewayRoutes(gatewaySettings(config)),
    ...whyRoutes(ruleBook),
    ...sharingRoutes({ publicUrl: publicAddress(config) }),
    auditVerification({ auditKeyFile: config.auditKeyFile, auditHeadsFiles: auditHeadsFiles(config) }),
    ...platformRoutes(schedules, about),
  ];
}

/** What anybody may know: the demo accounts only where the demo world is loaded. */
async function aboutInstallation(database: Database): Promise<About> {
  const demo = await hasDemo(database);
  return { version, demo, demoPassword: demo ? demoPassword : null, demoAccounts: demo ? [...demoAccounts] : [] };
}

/** Starts queue, schedules, consumers and sealing. */
export async function startWorker(config: Config, database: Database, options: StartOptions = {}): Promise<{ close(): Promise<void> }> {
  const log = options.log ?? createLog(config, 'work');
  const work = await startWork({
    config,
    database,
    log,
    clock: options.clock ?? (() => new Date()),
    schedules,
    jobs: [...modules.flatMap((module) => module.jobs ?? []), ...mailJobs({ smtpUrl: config.smtpUrl, from: config.mailFrom }), ...gatewayJobs(gatewaySettings(config)), answerRecovery(installationKey(config)), digestJob(publicAddress(config))],
    pulses: modules.flatMap((module) => module.pulses ?? []),
    consumers: [...modules.flatMap((module) => module.consumers ?? []), tellOwnerByLink({ publicUrl: publicAddress(config), key: installationKey(config) })],
  });
  const sign = announceProcess(database, 'work', version, log);
  return {
    close: async () => {
      await work.stop();
      await sign.stop();
    },
  };
}

/** Ends what modules hold beside the database; after the servers and workers of the process are closed. */
export async function closeModules(): Promise<void> {
  for (const module of modules) await module.close?.();
}

/** The weeks of the demo world are past: only today's events are still news to anybody. */
async function forgetOldNews(tx: Tx): Promise<void> {
  await tx.run(sql`
    update platform.outbox o set position = placed.position
    from (select e.id, row_number() over (order by e.id) as position from platform.outbox e) placed where placed.id = o.id`);
  for (const consumer of modules.flatMap((module) => module.consumers ?? [])) {
    await tx.run(sql`
      insert into platform.consumers (name, position)
      select ${consumer.name}, greatest(coalesce(max(o.position), 0) - 6, 0) from platform.outbox o`);
  }
}

/** Whether this database holds the demo world. */
export async function hasDemo(database: Database): Promise<boolean> {
  return database.asOwner(async (tx) => (await tx.row<{ loaded: boolean }>(sql`select i.demo_loaded_at is not null as loaded from platform.installation i`)).loaded);
}

/** Fills an empty database with the demo world in one transaction; answers false when there is data already. */
export async function loadDemo(database: Database, options: { now?: Date; log?: Logger } = {}): Promise<boolean> {
  const now = options.now ?? new Date();
  return database.asOwner(async (tx) => {
    await tx.run(sql`select pg_advisory_xact_lock(740215004)`);
    const { taken } = await tx.row<{ taken: boolean }>(sql`select exists (select 1 from platform.tenants t) as taken`);
    if (taken) return false;
    const world: DemoWorld = { seed: 20_261_122, nodes: new Map(), personalities: new Map(), notes: new Map() };
    const log = options.log ?? createLog({ logLevel: 'error' }, 'demo');
    for (const module of modules) {
      if (module.demo === undefined) continue;
      await tx.run(sql`set local role none`);
      // The first module makes the tenant; those after it work inside it like any user of the program.
      await module.demo({ tx, now, log, enter: (tenantId) => enterAsSystem(tx, tenantId, { now, log, requestId: `demo-${uuidv7()}` }) }, world);
    }
    await tx.run(sql`set local role none`);
    await forgetOldNews(tx);
    await tx.run(sql`update platform.installation set demo_loaded_at = ${now}`);
    return true;
  });
}
