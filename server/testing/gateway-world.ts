/** The real server on a port of its own, two registered applications, and people with browsers. */
import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import { registerApp, setRules } from '#gateway';
import { loadConfig, type Config } from '#platform/config';
import type { Database } from '#platform/db';
import { rootDir } from '#platform/root';
import { startServer, type Running } from '../main.ts';
import { TestBrowser, type Page } from './browser.ts';
import { freePort } from './real-server.ts';
import { createWorld, type PersonName, type SignedIn, type World } from './world.ts';

export interface Tokens {
  readonly person: Readonly<Record<string, unknown>>;
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** What both samples export. */
export interface SignIn {
  begin(extra?: Record<string, string>): Promise<{ url: string; memory: object }>;
  finish(address: string, memory: object, extra?: Record<string, string>): Promise<Tokens>;
  refresh(refreshToken: string): Promise<Tokens>;
  signOut(idToken: string, to: string, state: string): string;
  signedOut?(logoutToken: string): Promise<Record<string, unknown>>;
  rules(accessToken: string, etag?: string): Promise<Response>;
}

export interface JoinedApp {
  readonly id: string;
  readonly clientId: string;
  readonly secret: string | null;
  readonly redirectUri: string;
  readonly signIn: SignIn;
}

async function sample(name: string, settings: object): Promise<SignIn> {
  const { createSignIn } = (await import(pathToFileURL(join(rootDir, 'samples', name, 'sign-in.mjs')).href)) as { createSignIn: (settings: object) => Promise<SignIn> };
  return createSignIn(settings);
}

/** Receives what the gateway posts; answers with the status set. */
class Listener {
  /** `when` by the clock of performance.now(). */
  readonly received: { path: string; body: string; type: string; when: number }[] = [];
  status = 200;
  readonly #server: Server;
  address = '';

  constructor() {
    this.#server = createServer((request, answer) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        this.received.push({ path: request.url ?? '', body, type: request.headers['content-type'] ?? '', when: performance.now() });
        answer.writeHead(this.status).end();
      });
    });
  }

  async listen(): Promise<void> {
    const port = await freePort();
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    this.address = `http://127.0.0.1:${port}`;
  }

  /** Logout tokens and notices received at a path. */
  at(path: string): string[] {
    return this.received.filter((each) => each.path === path).map((each) => new URLSearchParams(each.body).get('logout_token') ?? each.body);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

export class GatewayWorld {
  readonly world: World;
  readonly config: Config;
  readonly origin: string;
  readonly listener: Listener;
  /** For sellers and customers; confidential, with openid-client. */
  archive!: JoinedApp;
  /** For sellers alone; public, with bare oauth4webapi. */
  parts!: JoinedApp;
  readonly #running: Running;
  readonly #folder: string;

  private constructor(world: World, config: Config, running: Running, listener: Listener, folder: string) {
    this.world = world;
    this.config = config;
    this.origin = config.publicUrl ?? '';
    this.listener = listener;
    this.#running = running;
    this.#folder = folder;
  }

  static async open(database: Database): Promise<GatewayWorld> {
    const world = await createWorld(database);
    const folder = mkdtempSync(join(tmpdir(), 'volano-gateway-'));
    const port = await freePort();
    const config = loadConfig({ VOLANO_PORT: String(port), VOLANO_DATA: folder, VOLANO_PUBLIC_URL: `http://127.0.0.1:${port}`, VOLANO_INTRANET_HOSTS: '127.0.0.1', VOLANO_LOG: 'silent' });
    const running = await startServer(config, database, { log: pino({ level: process.env['GATEWAY_LOG'] ?? 'silent' }), rateFactor: 1000 });
    const listener = new Listener();
    await listener.listen();
    const opened = new GatewayWorld(world, config, running, listener, folder);
    opened.archive = await opened.join('archive', 'oidcConfidential', 'relying-party-openid-client', true);
    opened.parts = await opened.join('parts', 'oidcPublic', 'relying-party-oauth4webapi', false);
    return opened;
  }

  /** Registers an application and joins it with a sample. */
  async join(clientId: string, kind: 'oidcConfidential' | 'oidcPublic', sampleName: string, defaultVisible: boolean): Promise<JoinedApp> {
    const redirectUri = `${this.listener.address}/${clientId}/callback`;
    const made = await this.world.context('systemAdministrator', { now: new Date() }, async (ctx) => {
      const result = await registerApp(
        ctx,
        {
          clientId, kind, name: `App ${clientId}`, description: '', icon: 'app', address: `${this.listener.address}/${clientId}`, redirectUris: [redirectUri], postLogoutUris: [`${this.listener.address}/bye`],
          backchannelUri: `${this.listener.address}/${clientId}/backchannel`, pushUri: `${this.listener.address}/${clientId}/push`, resource: `https://${clientId}.example/api`, apiAreas: clientId === 'archive' ? ['territory', 'quoting'] : [], defaultVisible,
          defaultSettings: { discount: 0 },
        },
        { intranetHosts: ['127.0.0.1'] },
      );
      if (!result.ok) throw new Error(result.refusal);
      if (!defaultVisible) {
        const rule = { profile: 'seller', nodeId: null, personalityId: null, effect: 'allow' as const, settings: { discount: 5 } };
        await setRules(ctx, result.value.app.id, { version: result.value.app.version, rules: [rule] });
      }
      return result.value;
    });
    return this.joined(sampleName, { id: made.app.id, clientId, secret: made.secret, redirectUri });
  }

  /** A registered application that signs its people in with a sample. */
  async joined(sampleName: string, app: Omit<JoinedApp, 'signIn'>): Promise<JoinedApp> {
    return { ...app, signIn: await sample(sampleName, { issuer: `${this.origin}/oidc`, clientId: app.clientId, clientSecret: app.secret ?? undefined, redirectUri: app.redirectUri }) };
  }

  /** Redirects are followed at the house alone. */
  readonly house = (url: URL): boolean => url.origin === this.origin;

  /** A browser in which somebody is signed in at the desk. */
  async browserOf(name: PersonName, personalityId?: string): Promise<{ browser: TestBrowser; desk: SignedIn }> {
    const desk = await this.world.signIn(name, personalityId === undefined ? {} : { personalityId });
    const browser = new TestBrowser();
    browser.setCookie(this.origin, 'volano', desk.token);
    return { browser, desk };
  }

  /** Lets a browser carry out an application's request up to the application's own address, or to a page of the house. */
  async ask(browser: TestBrowser, app: JoinedApp, extra: Record<string, string> = {}): Promise<{ page: Page; memory: object }> {
    const { url, memory } = await app.signIn.begin(extra);
    return { page: await browser.go(url, this.house), memory };
  }

  /** The whole way of a person who is asked nothing. */
  async enter(browser: TestBrowser, app: JoinedApp, extra: Record<string, string> = {}): Promise<Tokens> {
    const { page, memory } = await this.ask(browser, app, extra);
    if (page.status !== 0) throw new Error(`asked on the way: ${page.status} ${page.url} ${page.text.slice(0, 400)}`);
    return app.signIn.finish(page.url, memory);
  }

  userinfo(accessToken: string): Promise<Response> {
    return fetch(`${this.origin}/oidc/me`, { headers: { authorization: `Bearer ${accessToken}` } });
  }

  /** Bare request to the token endpoint, right or wrong. */
  async token(app: JoinedApp, parameters: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }> {
    const secret: Record<string, string> = app.secret === null ? {} : { client_secret: app.secret };
    const answer = await fetch(`${this.origin}/oidc/token`, { method: 'POST', body: new URLSearchParams({ client_id: app.clientId, ...secret, ...parameters }) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  async close(): Promise<void> {
    await this.#running.close();
    await this.listener.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
