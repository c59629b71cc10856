/** A showroom whose clock a test moves: people sign in, files come in, the worker takes its turns, mail arrives. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { addPartRoute, getImportRoute, readFileRoute, runImportRoute, startImportRoute, type ImportListed } from '../modules/flows/api.ts';
import { mailJobs } from '../modules/communications/module.ts';
import { allRoutes, closeModules, modules } from '../main.ts';
import type { RouteContract } from '#platform/contract';
import type { Database } from '#platform/db';
import { runConsumer, sequenceOutbox } from '#platform/outbox';
import { createJobContext, enterAsSystem } from '#platform/system-context';
import { applicableOffersRoute, type OfferConditions } from '#pricing/api';
import { plainQuoteSale, priceQuoteRoute, saveQuoteRoute, shownFigures, type Quote, type QuoteFigures, type QuoteInput, type SaveQuoteBody } from '#quoting/api';
import { createTestHttp, type Answered, type TestHttp } from './http.ts';
import { quoteChoice } from './quote-request.ts';
import { addShowroomExtras, type ShowroomExtras } from './showroom-extras.ts';
import { createShowroom, type Showroom } from './showroom.ts';
import { createWorld, silentLog, type PersonName, type SignedIn, type World } from './world.ts';

/** A session that is not used ends after half an hour. */
const twentyMinutes = 20 * 60_000;
export const publicUrl = 'https://auto.example';

/** The body of an answer that must be a yes; a no is thrown with its words. */
export function yes<T>(answer: Answered): T {
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as T;
}

/** Status and name of a no. */
export const no = (answer: Answered): [number, string | undefined] => [answer.status, (answer.body as { code?: string } | undefined)?.code];

type Customer = SaveQuoteBody['customer'];
export const consumer: Customer = { type: 'consumer', phone: '', email: '' };

export class ShowroomDay {
  readonly world: World;
  readonly showroom: Showroom;
  readonly extras: ShowroomExtras;
  readonly http: TestHttp;
  /** Mails as the mail server received them. */
  readonly received: string[] = [];
  readonly auditKeyFile: string;
  now: Date;
  readonly #database: Database;
  readonly #mailServer: SMTPServer;
  readonly #signedIn = new Map<PersonName, { readonly since: Date; readonly who: SignedIn }>();
  readonly #folder: string;

  private constructor(parts: { database: Database; world: World; showroom: Showroom; extras: ShowroomExtras; now: Date; folder: string; http: (clock: () => Date) => Promise<TestHttp> }, http: TestHttp) {
    this.#database = parts.database;
    this.world = parts.world;
    this.showroom = parts.showroom;
    this.extras = parts.extras;
    this.http = http;
    this.now = parts.now;
    this.#folder = parts.folder;
    this.auditKeyFile = join(parts.folder, 'audit.key');
    this.#mailServer = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, _session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          this.received.push(Buffer.concat(chunks).toString('latin1'));
          callback();
        });
      },
    });
  }

  static async open(database: Database, now: Date): Promise<ShowroomDay> {
    const folder = mkdtempSync(join(tmpdir(), 'volano-day-'));
    const world = await createWorld(database);
    const showroom = await createShowroom(world);
    const extras = await addShowroomExtras(world, showroom);
    const routes = allRoutes({ auditKeyFile: join(folder, 'audit.key'), dataDir: folder, publicUrl }, { version: 'test', demo: false, demoPassword: null, demoAccounts: [] });
    let day: ShowroomDay | undefined;
    const http = (clock: () => Date) => createTestHttp(database, routes, clock);
    day = new ShowroomDay({ database, world, showroom, extras, now, folder, http }, await http(() => day?.now ?? now));
    const opened = day;
    await new Promise<void>((resolve) => opened.#mailServer.listen(0, '127.0.0.1', () => resolve()));
    return opened;
  }

  async close(): Promise<void> {
    await this.http.close();
    await closeModules();
    await new Promise<void>((resolve) => this.#mailServer.close(() => resolve()));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Somebody at this moment: signed in a little earlier, or now. */
  async as(name: PersonName): Promise<SignedIn> {
    const known = this.#signedIn.get(name);
    if (known !== undefined && this.now >= known.since && this.now.getTime() - known.since.getTime() < twentyMinutes) return known.who;
    const who = await this.world.signIn(name, { now: this.now });
    this.#signedIn.set(name, { since: this.now, who });
    return who;
  }

  async call<C extends RouteContract>(name: PersonName | undefined, contract: C, request: Parameters<TestHttp['call']>[2]): Promise<Answered> {
    return this.http.call(name === undefined ? undefined : await this.as(name), contract, request);
  }

  /** Sends bytes as they are, under any media type. */
  async send(name: PersonName, method: 'POST' | 'PUT', url: string, bytes: Buffer, type: string): Promise<Answered> {
    const answer = await this.http.app.inject({ method, url, headers: { ...(await this.as(name)).headers, 'content-type': type }, payload: bytes });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json<unknown>(), bytes: answer.rawPayload };
  }

  /** One job of the program by its name. */
  async job(name: string, payload: Record<string, unknown> = {}): Promise<void> {
    const smtpUrl = `smtp://127.0.0.1:${(this.#mailServer.server.address() as AddressInfo).port}`;
    const found = [...modules.flatMap((module) => module.jobs ?? []), ...mailJobs({ smtpUrl, from: 'preventivi@auto.example' })].find((job) => job.name === name);
    if (found === undefined) throw new Error(name);
    await found.run(createJobContext(this.#database, silentLog, () => this.now, 'worker'), payload);
  }

  /** What the worker does in the background, once: mail, then everybody who is to be told. */
  async workerTurn(): Promise<void> {
    await this.job('communications:resume-mails');
    await sequenceOutbox(this.#database);
    for (const one of modules.flatMap((module) => module.consumers ?? [])) {
      await runConsumer(this.#database, one, (tx, tenantId) => enterAsSystem(tx, tenantId, { now: this.now, log: silentLog, requestId: 'worker' }), silentLog);
    }
  }

  /** Uploads a file in parts and has it read; nothing of it is carried out. */
  async upload(name: PersonName, kind: string, bytes: Buffer, fileName: string): Promise<{ readonly id: string; readonly answer: Answered }> {
    const { importId: id } = yes<ImportListed>(await this.call(name, startImportRoute, { body: { kind, fileName, sizeBytes: bytes.length } }));
    const size = 900_000;
    for (let at = 0, number = 1; at < bytes.length; at += size, number += 1) yes(await this.call(name, addPartRoute, { params: { id, number }, body: { data: bytes.subarray(at, at + size).toString('base64') } }));
    return { id, answer: await this.call(name, readFileRoute, { params: { id } }) };
  }

  /** A whole import: upload, the mapping as guessed, and the worker's own step. */
  async bring(name: PersonName, kind: string, bytes: Buffer, fileName: string, mode: 'all' | 'validOnly' = 'all'): Promise<ImportListed> {
    const { id, answer } = await this.upload(name, kind, bytes, fileName);
    yes(await this.call(name, runImportRoute, { params: { id }, body: { mapping: yes<ImportListed>(answer).mapping, mode } }));
    await this.job('flows:carry-out-import', { tenantId: this.world.tenantId, importId: id });
    return yes(await this.call(name, getImportRoute, { params: { id } }));
  }

  /** Offers of the day for a car, as the desk asks for them. */
  async offers(name: PersonName, vehicle: QuoteInput['vehicle'], customerType: Customer['type'] = 'consumer'): Promise<{ today: string; items: OfferConditions[] }> {
    const car = vehicle.kind === 'stock' ? { stockId: vehicle.stockId } : { versionId: vehicle.versionId };
    return yes(await this.call(name, applicableOffersRoute, { query: { ...car, customerType } }));
  }

  /** A choice for the new car in stock: level, 48 months, unless it says otherwise. */
  choice(changes: Partial<QuoteInput> = {}): QuoteInput {
    return quoteChoice({
      vehicle: { kind: 'stock', stockId: this.showroom.newCar }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 420_000, depositCents: 500_000,
      offerId: this.showroom.levelOffer, offerVersion: 1, termMonths: 48, balloonCents: null, kmPerYear: null, serviceCodes: [], ...changes,
    });
  }

  balloon(changes: Partial<QuoteInput> = {}): QuoteInput {
    return this.choice({ offerId: this.showroom.balloonOffer, balloonCents: 980_000, kmPerYear: 15_000, serviceCodes: ['CPI'], ...changes });
  }

  lease(changes: Partial<QuoteInput> = {}): QuoteInput {
    return this.choice({ offerId: this.extras.leaseOffer, balloonCents: 28_000, tradeInCents: 0, ...changes });
  }

  /** What the desk would send to save these choices now. */
  async saving(name: PersonName, inputs: readonly (QuoteInput & { readonly quantity?: number })[], words: Partial<SaveQuoteBody> = {}): Promise<SaveQuoteBody> {
    const customer = words.customer ?? consumer;
    const proposals: SaveQuoteBody['proposals'] = [];
    let startDate = '';
    for (const { quantity = 1, ...input } of inputs) {
      const priced = yes<{ figures: QuoteFigures; startDate: string }>(await this.call(name, priceQuoteRoute, { body: { input, customerType: customer.type } }));
      ({ startDate } = priced);
      proposals.push({ quantity, input: structuredClone(input), shown: shownFigures(priced.figures) });
    }
    return { kind: 'alternatives', ...plainQuoteSale, customer, proposals, startDate, ...words };
  }

  async save(name: PersonName, inputs: readonly (QuoteInput & { readonly quantity?: number })[], words: Partial<SaveQuoteBody> = {}): Promise<Quote> {
    return yes(await this.call(name, saveQuoteRoute, { body: await this.saving(name, inputs, words) }));
  }
}
