/**
 * The real program as a process of its own over a filled database, and visitors who send it whatever bytes they like.
 * Nothing of the program is called: what an attack sees is what anybody at the end of a wire would see.
 */
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { expect, vi } from 'vitest';
import { hashPassword } from '../modules/identity/accounts/password-hash.ts';
import type { RequestOf, RouteContract } from '#platform/contract';
import type { Database } from '#platform/db';
import { sql } from '#platform/sql';
import type { Quote } from '#quoting/api';
import { shareQuoteRoute } from '#quoting/api';
import { TestBrowser } from './browser.ts';
import { addressOf, createTestHttp, type Loose } from './http.ts';
import { quoteChoice } from './quote-request.ts';
import { startRealServer, freePort, makeDataFolder, type RunningServer } from './real-server.ts';
import { savedQuote } from './saved-quote.ts';
import { createShowroom, type Showroom } from './showroom.ts';
import { altPeople, createWorld, tstPeople, worldNow, type PersonName, type SignedIn, type World } from './world.ts';
import { allRoutes } from '../main.ts';

/** Password of everybody in the world of the attacks. */
export const everybodysPassword = 'un cammello attraversa il guado';
/** Stands in the notes of what belongs to DLR001: no answer to anybody else may hold it. */
export const secretWord = 'Zafferano7731';

/** What came back over the wire. */
export interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** `code` of a problem document or `error` of the protocol, when there is one. */
  readonly code: string | undefined;
}

export interface Sent {
  readonly method?: string;
  /** Goes onto the wire as it is: no dots are taken out of it. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
}

function codeOf(text: string): string | undefined {
  try {
    const { code, error } = JSON.parse(text) as { code?: string; error?: string };
    return code ?? error;
  } catch {
    return undefined;
  }
}

export class BlackBox {
  readonly world: World;
  readonly showroom: Showroom;
  /** Of seller1 at DLR001, with the secret word in its note and reference. */
  readonly ours: Quote;
  /** Of seller3 at DLR002. */
  readonly theirs: Quote;
  readonly shareToken: string;
  readonly shareId: string;
  readonly origin: string;
  readonly #server: RunningServer;
  readonly #dataDir: string;
  readonly #people = new Map<PersonName, SignedIn>();

  private constructor(server: RunningServer, parts: { world: World; showroom: Showroom; ours: Quote; theirs: Quote; share: { token: string; id: string }; dataDir: string }) {
    this.#server = server;
    this.#dataDir = parts.dataDir;
    this.origin = server.url;
    this.world = parts.world;
    this.showroom = parts.showroom;
    this.ours = parts.ours;
    this.theirs = parts.theirs;
    this.shareToken = parts.share.token;
    this.shareId = parts.share.id;
  }

  /** Fills the database, closes the door of the filling, and starts the program over it. */
  static async open({ database, url }: { database: Database; url: string }): Promise<BlackBox> {
    const world = await createWorld(database, { passwordHash: await hashPassword(everybodysPassword) });
    const showroom = await createShowroom(world);
    const dataDir = await makeDataFolder();
    const routes = allRoutes({ auditKeyFile: `${dataDir}/audit.key`, dataDir, publicUrl: 'http://127.0.0.1' }, { version: 'test', demo: false, demoPassword: null, demoAccounts: [] });
    const http = await createTestHttp(database, routes, () => worldNow);
    const level = (stockId: string, priceCents: number) =>
      quoteChoice({ vehicle: { kind: 'stock', stockId }, priceCents, discountCents: 0, tradeInCents: 0, depositCents: 300_000, offerId: showroom.levelOffer, offerVersion: 1, termMonths: 48, balloonCents: null, kmPerYear: null, serviceCodes: [] });
    const seller1 = await world.signIn('seller1', { now: worldNow });
    const ours = await savedQuote(http, seller1, [level(showroom.newCar, 2_890_000)], '2026-11-23', { reference: secretWord, note: `nota ${secretWord}` });
    const theirs = await savedQuote(http, await world.signIn('seller3', { now: worldNow }), [level(showroom.otherCar, 2_850_000)], '2026-11-23');
    const shared = await http.call(seller1, shareQuoteRoute, { params: { id: ours.id }, body: { expiresOn: ours.expiresOn } });
    const share = shared.body as { id: string; url: string };
    await http.close();
    const port = String(await freePort());
    const server = await startRealServer({ DATABASE_URL: url, VOLANO_DATA: dataDir, VOLANO_PORT: port, VOLANO_PUBLIC_URL: `http://127.0.0.1:${port}`, VOLANO_INTRANET_HOSTS: '127.0.0.1', VOLANO_DEMO: '0' });
    const opened = new BlackBox(server, { world, showroom, ours, theirs, share: { token: share.url.split('/').at(-1) ?? '', id: share.id }, dataDir });
    // A sign-in writes: nobody signs in between two looks at the database.
    for (const name of Object.keys({ ...tstPeople, ...altPeople }) as PersonName[]) await opened.as(name);
    return opened;
  }

  /** A session of somebody, the same for the whole run. */
  async as(name: PersonName): Promise<SignedIn> {
    const known = this.#people.get(name) ?? (await this.world.signIn(name));
    this.#people.set(name, known);
    return known;
  }

  /** A session that no other attack uses, so that it may be broken. */
  fresh(name: PersonName): Promise<SignedIn> {
    return this.world.signIn(name);
  }

  /** A browser in which somebody is signed in. */
  async browser(name: PersonName): Promise<{ browser: TestBrowser; desk: SignedIn }> {
    const desk = await this.fresh(name);
    const browser = new TestBrowser();
    browser.setCookie(this.origin, 'volano', desk.token);
    return { browser, desk };
  }

  send(sent: Sent): Promise<Seen> {
    const { hostname, port } = new URL(this.origin);
    return new Promise((resolve, reject) => {
      const going = request({ host: hostname, port, method: sent.method ?? 'GET', path: sent.path, headers: sent.headers as Record<string, string>, agent: false }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, code: codeOf(text) });
        });
        answer.on('error', reject);
      });
      going.setTimeout(20_000, () => going.destroy(new Error(`no answer: ${sent.method ?? 'GET'} ${sent.path}`)));
      going.on('error', reject);
      going.end(sent.body);
    });
  }

  /** A route by its contract, as somebody or nobody; the input is sent as it is. */
  async call<C extends RouteContract>(who: PersonName | SignedIn | undefined, contract: C, input: RequestOf<C> | Loose = {}, headers: Readonly<Record<string, string>> = {}): Promise<Seen> {
    const person = typeof who === 'string' ? await this.as(who) : who;
    const loose: Loose = input;
    return this.send({
      method: contract.method,
      path: addressOf(contract, loose),
      headers: { 'accept-language': 'it', ...(loose.body === undefined ? {} : { 'content-type': 'application/json' }), ...person?.headers, ...headers },
      ...(loose.body === undefined ? {} : { body: JSON.stringify(loose.body) }),
    });
  }

  /** Waits until the program has done what it does in the background. */
  async quiet(): Promise<void> {
    await vi.waitFor(async () => {
      // An event that nobody has taken up yet is a job of the next moment; what fails is tried again long after the test.
      const { waiting } = await this.world.database.asOwner((tx) => tx.row<{ waiting: number }>(sql`
        select ((select coalesce(sum(q.waiting - q.failing), 0) from platform.queue_state() q)
          + (select count(*) from platform.outbox o where o.position is null)
          + (select coalesce(sum(c.behind) filter (where c.failing_since is null), 0) from platform.consumer_state() c))::integer as waiting`));
      expect(waiting).toBe(0);
    }, { timeout: 30_000, interval: 50 });
  }

  async close(): Promise<void> {
    await this.#server.stop();
    await rm(this.#dataDir, { recursive: true, force: true });
  }
}

/** One thing somebody tries, and beside it the honest thing that works, so that a refusal is not a door that is shut to all. */
export interface Attack {
  readonly name: string;
  readonly honest: (at: BlackBox) => Promise<Seen>;
  /** Status of the honest one; 200 when absent. */
  readonly works?: number;
  readonly attempt: (at: BlackBox) => Promise<Seen>;
  /** What no answer to the attempt may hold; the secret word when absent. */
  readonly secret?: string;
  /** `404 not_found`; `200 nothing`: answered, without the secret word that the honest answer holds; or a question about what came. */
  readonly ends: string | ((seen: Seen, at: BlackBox) => void | Promise<void>);
  /** Schemas whose rows the attempt must leave alone besides those of the business. */
  readonly guards?: readonly string[];
}
