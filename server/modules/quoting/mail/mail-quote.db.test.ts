/** A quote by e-mail, read by a real mail server on this machine: what arrives, how often, and what the quote tells of it. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type Answered, type TestHttp } from '../../../testing/http.ts';
import { quoteChoice } from '../../../testing/quote-request.ts';
import { savedQuote } from '../../../testing/saved-quote.ts';
import { createShowroom, type Showroom } from '../../../testing/showroom.ts';
import { createWorld, silentLog, worldNow, type SignedIn, type World } from '../../../testing/world.ts';
import { runConsumer, sequenceOutbox } from '#platform/outbox';
import { sql } from '#platform/sql';
import { createJobContext, enterAsSystem } from '#platform/system-context';
import { mailQuoteRoute, printPrecontractRoute, printQuoteRoute, timelineRoute, type Quote } from '../api.ts';
import { mailJobs } from '../../communications/module.ts';
import { documentsModule } from '../../documents/module.ts';
import { pricingRoutes } from '../../pricing/http.ts';
import { demoLenderTerms } from '../precontract/demo-lender-terms.ts';
import { noteSettledMails } from './mail-settled.ts';
import { quotingModule, sharingRoutes } from '../module.ts';

const db = useTestDatabase();
const today = '2026-11-23';
const received: string[] = [];
/** What the mail server does with the next mail. */
let behaviour: 'accept' | 'busy' | 'refuse' | 'hang up' = 'accept';
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onRcptTo: (_address, _session, callback) => callback(behaviour === 'refuse' ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : behaviour === 'busy' ? Object.assign(new Error('later'), { responseCode: 451 }) : undefined),
  onData: (stream, session, callback) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      received.push(Buffer.concat(chunks).toString('latin1'));
      if (behaviour === 'hang up') for (const connection of server.connections) (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
      else callback(null, `queued as ${session.id}` as never);
    });
  },
});
server.on('error', () => undefined);
let world: World;
let showroom: Showroom;
let http: TestHttp;
let seller: SignedIn;
let quote: Quote;
let smtpUrl: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  http = await createTestHttp(db.current.database, [...(quotingModule.routes ?? []), ...pricingRoutes, ...sharingRoutes({ publicUrl: 'https://auto.example' })], () => worldNow);
  seller = await world.signIn('seller1', { now: worldNow });
  await db.current.database.asOwner((tx) => tx.run(sql`insert into quoting.lender_terms (tenant_id, valid_from, content, decided_by, decided_at) values (1, '2025-01-01', ${JSON.stringify(demoLenderTerms)}, null, ${worldNow})`));
});
afterAll(async () => {
  await http.close();
  await documentsModule.close?.();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
beforeEach(async () => {
  behaviour = 'accept';
  received.length = 0;
  const input = quoteChoice({
    vehicle: { kind: 'stock', stockId: showroom.newCar }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 420_000, depositCents: 500_000, offerId: showroom.levelOffer, offerVersion: 1,
    termMonths: 60, balloonCents: null, kmPerYear: null, serviceCodes: [],
  });
  quote = await savedQuote(http, seller, [input], today);
});

let count = 0;
const freshKey = (): string => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`;
const mail = (body: object, who = seller): Promise<Answered> => http.call(who, mailQuoteRoute, { params: { id: quote.id }, body: { key: freshKey(), to: 'cliente@example.com', message: 'Gentile cliente,\n\necco il preventivo <b>.', ...body } });

/** Runs the jobs of mail as the worker does, at an instant. */
async function carry(at = worldNow): Promise<void> {
  const job = mailJobs({ smtpUrl, from: 'preventivi@auto.example' }).find(({ name }) => name === 'communications:resume-mails');
  await job?.run(createJobContext(db.current.database, silentLog, () => at, 'test'), {});
  await sequenceOutbox(db.current.database);
  await runConsumer(db.current.database, noteSettledMails, (tx, tenantId) => enterAsSystem(tx, tenantId, { now: at, log: silentLog, requestId: 'test' }), silentLog);
}

const states = async (): Promise<unknown[]> =>
  ((await http.call(seller, timelineRoute, { params: { id: quote.id } })).body as { items: { kind: string; details: Record<string, unknown> }[] }).items
    .filter((item) => item.kind === 'mailed')
    .map((item) => item.details['state']);

/** The parts of a mail that are files, decoded. */
const filesIn = (message: string): Buffer[] =>
  message.split(/--[-\w=]+\r\n/).filter((part) => /Content-Disposition: attachment/i.test(part)).map((part) => Buffer.from(part.split('\r\n\r\n')[1]?.split('\r\n--')[0] ?? '', 'base64'));

test('arrives once with the archived PDF, the link and a fixed message id; the timeline tells it', async () => {
  const answer = await mail({ link: { expiresOn: quote.expiresOn } });
  expect([answer.status, (answer.body as { state: string }).state], JSON.stringify(answer.body)).toEqual([200, 'queued']);
  await carry();
  await carry();
  expect(received).toHaveLength(1);
  const [message = ''] = received;
  const archived = await http.call(seller, printQuoteRoute, { params: { id: quote.id } });
  expect(filesIn(message).map((file) => file.equals(archived.bytes))).toEqual([true]);
  expect(message).toMatch(/^From: Nodo DLR001 <preventivi@auto\.example>/m);
  expect(message).toMatch(/^To: cliente@example\.com/m);
  expect(message).toContain(`Message-ID: <${(answer.body as { mailId: string }).mailId}@`);
  expect(message.replace(/=\r\n/g, '')).toMatch(/https:\/\/auto\.example\/p\/[\w-]{22}/);
  expect(message.replace(/=\r\n/g, '')).toContain('&lt;b&gt;');
  expect(await states()).toEqual(['sent', 'queued']);
  const left = await db.current.database.asOwner((tx) => tx.row<{ body: string; kept: number }>(sql`select m.body_text || m.body_html as body, (select count(*) from communications.mail_attachments a where a.mail_id = m.id and a.content is not null) as kept from communications.mails m where m.id = ${(answer.body as { mailId: string }).mailId}`));
  expect(left).toEqual({ body: '', kept: 0 });
});

test('the mail tells its revision; a seller who has an older one before him sends nothing', async () => {
  expect((await mail({ link: { expiresOn: quote.expiresOn }, revision: 1 })).status).toBe(200);
  await carry();
  const text = (received[0] ?? '').replace(/=\r\n/g, '');
  expect(text).toContain('Versione 1 del 23/11/2026');
  expect(text).toContain('Il collegamento mostra questa versione anche se il preventivo cambia.');
  expect(await mail({ revision: 2 })).toMatchObject({ status: 422, body: { code: 'quote_revised' } });
  expect(await states()).toEqual(['sent', 'queued']);
});

test('the same key sends once, also when pressed twice at the same moment', async () => {
  const key = freshKey();
  const answers = await Promise.all([mail({ key }), mail({ key })]);
  expect(new Set(answers.map(({ body }) => (body as { mailId: string }).mailId)).size).toBe(1);
  await carry();
  expect(received).toHaveLength(1);
});

test('the pre-contract form goes along and its delivery is recorded only when the mail server has accepted it', async () => {
  const deliveries = () => db.current.database.asOwner((tx) => tx.rows<{ channel: string; recipient: string; proof: Record<string, string> }>(sql`select d.channel, d.recipient, d.proof from quoting.precontract_deliveries d where d.quote_id = ${quote.id}`));
  const answer = await mail({ document: false, precontract: { proposal: 1 } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  expect(await deliveries()).toEqual([]);
  await carry();
  const form = await http.call(seller, printPrecontractRoute, { params: { id: quote.id }, query: { proposal: 1 } });
  expect(filesIn(received[0] ?? '').map((file) => file.equals(form.bytes))).toEqual([true]);
  const [delivery, ...others] = await deliveries();
  expect(others).toEqual([]);
  expect(delivery).toMatchObject({ channel: 'email', recipient: 'cliente@example.com', proof: { messageId: expect.stringContaining('@') as string, serverAnswer: expect.stringContaining('250') as string } });
});

test('without a mail server it is told as not sent', async () => {
  await mail({});
  const job = mailJobs({ smtpUrl: undefined, from: 'x@y.example' }).find(({ name }) => name === 'communications:resume-mails');
  await job?.run(createJobContext(db.current.database, silentLog, () => worldNow, 'test'), {});
  await carry();
  expect([await states(), received.length]).toEqual([['notConfigured', 'queued'], 0]);
});

test('a busy server is tried again later, a refusal is final', async () => {
  behaviour = 'busy';
  await mail({});
  await carry();
  await carry();
  expect(await states()).toEqual(['queued']);
  behaviour = 'accept';
  await carry(new Date(worldNow.getTime() + 30_000));
  expect(received).toHaveLength(0);
  await carry(new Date(worldNow.getTime() + 61_000));
  expect([await states(), received.length]).toEqual([['sent', 'queued'], 1]);
  behaviour = 'refuse';
  await mail({ to: 'nessuno@example.com' });
  await carry();
  expect(await states()).toContain('failed');
});

test('a connection that breaks after the text left is uncertain and never repeated', async () => {
  behaviour = 'hang up';
  await mail({});
  await carry();
  behaviour = 'accept';
  await carry(new Date(worldNow.getTime() + 86_400_000));
  expect([received.length, await states()]).toEqual([1, ['uncertain', 'queued']]);
});

test('a mail server that is not there is tried again', async () => {
  await mail({});
  const job = mailJobs({ smtpUrl: 'smtp://127.0.0.1:1', from: 'x@y.example' }).find(({ name }) => name === 'communications:resume-mails');
  await job?.run(createJobContext(db.current.database, silentLog, () => worldNow, 'test'), {});
  await carry(new Date(worldNow.getTime() + 61_000));
  expect([received.length, await states()]).toEqual([1, ['sent', 'queued']]);
});

test('a process killed while it hands a mail over leaves it uncertain, and it is not sent again', async () => {
  const answer = await mail({});
  const { mailId } = answer.body as { mailId: string };
  // What the claim had committed when the process died.
  await db.current.database.asOwner((tx) => tx.run(sql`update communications.mails set state = 'sending', attempts = 1, sending_since = ${worldNow} where id = ${mailId}`));
  await carry(new Date(worldNow.getTime() + 60_000));
  expect(await states()).toEqual(['queued']);
  await carry(new Date(worldNow.getTime() + 16 * 60_000));
  expect([received.length, await states()]).toEqual([0, ['uncertain', 'queued']]);
});

test.each([
  ['a second address', { to: 'a@example.com, b@example.com' }], ['a header in the address', { to: 'a@example.com\r\nBcc: b@example.com' }], ['a header in the subject', { subject: 'Ciao\r\nBcc: b@example.com' }],
  ['an unknown field', { bcc: 'b@example.com' }],
])('%s is refused and nothing is queued', async (_, body) => {
  expect((await mail(body)).status).toBe(400);
  expect(await states()).toEqual([]);
});

test('nothing to send, a link past the quote and somebody else’s quote are refused', async () => {
  const code = (answer: Answered): unknown => (answer.body as { code: string }).code;
  expect(code(await mail({ document: false }))).toBe('nothing_to_send');
  expect(code(await mail({ link: { expiresOn: '2030-01-01' } }))).toBe('expiry_not_possible');
  expect(code(await mail({ precontract: { proposal: 3 } }))).toBe('form_not_possible');
  for (const name of ['seller2', 'altSeller'] as const) expect((await mail({}, await world.signIn(name, { now: worldNow }))).status).toBe(404);
  expect(await states()).toEqual([]);
});

