/** Whoever looks into the file of one customer leaves a row in the trail; and the trail itself tells nothing of the customer. */
import { expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useShareWorld, wish } from '../../testing/share-world.ts';
import type { SignedIn } from '../../testing/world.ts';
import { quotingModule, sharingRoutes } from './module.ts';

const { db, state, as, share, revise, shown, ask } = useShareWorld();
const everyRoute = [...(quotingModule.routes ?? []), ...sharingRoutes({ publicUrl: 'https://auto.example' })].map(({ contract }) => contract);

/**
 * Every route that is about one quote: the action its reading leaves, or why it leaves none. A route that is not here fails the
 * test below; whoever adds one decides whether it shows a customer's file.
 */
const aboutOneQuote: Readonly<Record<string, { readonly reads: string; readonly query?: string } | { readonly shows: 'nothing of the customer' | 'only what its own row tells' }>> = {
  'GET /api/quoting/quotes/:id': { reads: 'quoting.quote.read' },
  'GET /api/quoting/quotes/:id/timeline': { reads: 'quoting.quote.read' },
  'GET /api/quoting/quotes/:id/document': { reads: 'quoting.quote.print' },
  'GET /api/quoting/quotes/:id/comparison-document': { reads: 'quoting.quote.print' },
  'GET /api/quoting/quotes/:id/precontract': { reads: 'quoting.precontract.read', query: '?proposal=1' },
  'GET /api/quoting/quotes/:id/precontract/document': { reads: 'quoting.precontract.print', query: '?proposal=1' },
  'GET /api/quoting/shared/:token': { reads: 'quoting.quote.read' },
  'GET /api/quoting/shared/:token/document': { reads: 'quoting.quote.print' },
  'GET /api/quoting/shared/:token/precontract': { reads: 'quoting.quote.read', query: '?proposal=1&form=ieb-2026&language=it' },
  'GET /api/quoting/shared/:token/photos/:proposal': { shows: 'nothing of the customer' },
  'GET /api/quoting/shared/:token/logo': { shows: 'nothing of the customer' },
  'GET /api/quoting/quotes/:id/replay': { shows: 'nothing of the customer' },
  'GET /api/quoting/quotes/:id/reservation': { shows: 'nothing of the customer' },
  'GET /api/quoting/quotes/:id/shares': { shows: 'nothing of the customer' },
  'PUT /api/quoting/quotes/:id': { shows: 'only what its own row tells' },
  'POST /api/quoting/quotes/:id/duplicate': { shows: 'only what its own row tells' },
  'POST /api/quoting/quotes/:id/mail': { shows: 'only what its own row tells' },
  'POST /api/quoting/quotes/:id/shares': { shows: 'only what its own row tells' },
  'DELETE /api/quoting/quotes/:id/shares/:shareId': { shows: 'only what its own row tells' },
  'POST /api/quoting/quotes/:id/reservation': { shows: 'only what its own row tells' },
  'DELETE /api/quoting/quotes/:id/reservation': { shows: 'only what its own row tells' },
  'POST /api/quoting/quotes/:id/precontract/deliveries': { shows: 'only what its own row tells' },
  'POST /api/quoting/shared/:token/requests': { shows: 'only what its own row tells' },
};

const trail = async (id: string, after: number) =>
  (await db.current.database.asOwner((tx) => tx.rows<{ id: number; action: string; account_id: string | null }>(sql`
    select e.id, e.action, e.account_id from platform.audit_events e where e.object_kind = 'quote' and e.object_id = ${id} and e.id > ${after} order by e.id`)));
const last = async () => (await db.current.database.asOwner((tx) => tx.row<{ id: number }>(sql`select coalesce(max(e.id), 0) as id from platform.audit_events e`))).id;

test('every route about one quote is decided about', () => {
  const found = everyRoute.filter(({ path }) => /\/(quotes|shared)\/:/.test(path)).map(({ method, path }) => `${method} ${path}`);
  expect(found.toSorted()).toEqual(Object.keys(aboutOneQuote).toSorted());
});

const reading = Object.entries(aboutOneQuote).flatMap(([route, decided]) => ('reads' in decided ? [[route, decided] as const] : []));

test.each(reading)('%s leaves its row, by whom, and none when it is refused', async (route, { reads, query = '' }) => {
  const { token } = await share();
  const get = (address: string, who: SignedIn | undefined) => state.http.app.inject({ method: 'GET', url: `${address}${query}`, ...(who === undefined ? {} : { headers: who.headers }) });
  // The form that a link gives out is one that was printed.
  await state.http.app.inject({ method: 'GET', url: `/api/quoting/quotes/${state.quote.id}/precontract/document?proposal=1`, headers: as('seller1').headers });
  const byLink = route.includes(':token');
  const address = route.slice('GET '.length).replace(':id', state.quote.id).replace(':token', token);
  const before = await last();
  const answer = await get(address, byLink ? undefined : as('seller1'));
  expect(answer.statusCode, answer.body.slice(0, 400)).toBe(200);
  const rows = await trail(state.quote.id, before);
  expect(rows.map((row) => row.action)).toContain(reads);
  expect(rows.map((row) => row.account_id)).toEqual(rows.map(() => (byLink ? null : state.world.person('seller1').accountId)));
  const after = await last();
  expect((await get(byLink ? address.replace(token, 'A'.repeat(22)) : address, byLink ? undefined : as('seller3'))).statusCode).toBe(404);
  expect(await trail(state.quote.id, after)).toEqual([]);
});

test('nothing of the customer stands in the trail, whatever was done with the quote', async () => {
  const { token } = await share();
  await ask(token, wish(await shown(token)));
  await revise({ depositCents: 450_000 });
  const call = (method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object) =>
    state.http.app.inject({ method, url: `/api/quoting/quotes/${state.quote.id}${path}`, headers: { ...as('seller1').headers, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) }, ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }) });
  await call('POST', '/duplicate', {});
  await call('GET', '/precontract/document?proposal=1');
  const delivered = await call('POST', '/precontract/deliveries', { revision: 2, proposal: 1, language: 'it', recipient: 'Mario Rossi' });
  expect(delivered.statusCode, delivered.body).toBe(200);
  const mailed = await call('POST', '/mail', { key: '0190a000-0000-7000-8000-00000000000a', to: 'rossi@example.com', subject: 'Per il signor Rossi', message: 'Buongiorno' });
  expect(mailed.statusCode, mailed.body).toBe(200);
  const kept = await db.current.database.asOwner((tx) => tx.rows<{ row: string }>(sql`select (to_jsonb(e) - 'before_digest' - 'after_digest' - 'leaf_hash')::text as row from platform.audit_events e`));
  expect(kept.length).toBeGreaterThan(20);
  for (const personal of ['rossi', '555 0199', '5550199', '555 0100', 'ab123cd', 'fiat panda', 'margine basso', 'buongiorno', '@example.com']) {
    expect(kept.filter(({ row }) => row.toLowerCase().includes(personal)), personal).toEqual([]);
  }
});
