/** Links for the customer's phone: what they show, what they never show, and whoever guesses or comes too late. */
import jsQrModule from 'jsqr';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { savedQuote } from '../../../testing/saved-quote.ts';
import { codeOf, shareToday, useShareWorld, wish } from '../../../testing/share-world.ts';
import { addShowroomExtras } from '../../../testing/showroom-extras.ts';
import { worldNow } from '../../../testing/world.ts';
import { sql } from '#platform/sql';
import { endShareRoute, listSharesRoute, sharedDocumentRoute, sharedLogoRoute, shareQuoteRoute, type SharedQuote } from '../api.ts';

/** The package says it exports a function; what Node hands out is its module. */
const jsQr = (jsQrModule as unknown as { readonly default: typeof jsQrModule }).default;
const { db, state, as, balloon, share, open, shown, ask } = useShareWorld();

describe('a link', () => {
  test('keeps only a digest of its token, anywhere in the database', async () => {
    const { token, qrSvg } = await share();
    expect(qrSvg).toMatch(/^<svg/);
    const { rows: tables } = await db.current.database.pool.query<{ name: string }>(`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('platform', 'quoting', 'communications')`);
    for (const { name } of tables) {
      const { rows } = await db.current.database.pool.query<{ n: number }>(`select count(*)::integer as n from ${name} t where t::text like '%' || $1 || '%'`, [token]);
      expect([name, rows[0]?.n]).toEqual([name, 0]);
    }
  });

  test('shows the quote without commission, note, contact, reference, frame number, and never more than it shares', async () => {
    const { token } = await share({ proposals: [2] });
    const answer = await open(token);
    const page = answer.body as SharedQuote;
    expect(page.proposals.map((proposal) => [proposal.number, proposal.conditions.commission, proposal.vehicle.housePriceCents, proposal.vehicle.vin])).toEqual([[2, null, null, null]]);
    expect(page.document).toBe(false);
    for (const secret of ['margine basso', '555 0199', 'rossi@example.com', 'Rossi', 'ZZZTEST', 'AB123CD', state.showroom.newCar, '"ratePpm":25000}']) expect(JSON.stringify(page), secret).not.toContain(secret);
    expect([answer.headers['cache-control'], answer.headers['set-cookie']]).toEqual(['no-store', undefined]);
    expect((await state.http.call(undefined, sharedDocumentRoute, { params: { token } })).status).toBe(404);
  });

  test('that is unknown, malformed, ended or past its day is answered in one way', async () => {
    const ended = await share();
    await state.http.call(as('seller1'), endShareRoute, { params: { id: state.quote.id, shareId: ended.id } });
    const expired = await share({ expiresOn: shareToday });
    const honest = wish(await shown((await share()).token));
    const answers = [await open('A'.repeat(22)), await open('x'), await open(ended.token)];
    state.now = new Date('2026-11-23T22:59:00Z');
    expect((await open(expired.token)).status).toBe(200);
    state.now = new Date('2026-11-23T23:01:00Z');
    answers.push(await open(expired.token));
    const bodies = answers.map(({ status, body }) => ({ status, ...(body as object), requestId: '' }));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(bodies[0]).toMatchObject({ status: 404, code: 'link_not_valid', title: 'Il collegamento non vale più' });
    expect(codeOf(await ask(ended.token, honest))).toEqual([404, 'link_not_valid']);
  });

  test('expires with the quote at the latest', async () => {
    for (const expiresOn of ['2026-11-22', '2030-01-01']) {
      expect(codeOf(await state.http.call(as('seller1'), shareQuoteRoute, { params: { id: state.quote.id }, body: { expiresOn } }))).toEqual([422, 'expiry_not_possible']);
    }
  });

  test.each(['seller2', 'seller3', 'altSeller'] as const)('%s neither makes, sees nor ends links of another’s quote', async (name) => {
    const made = await share();
    const [who, params] = [as(name), { id: state.quote.id }];
    const answers = [
      await state.http.call(who, shareQuoteRoute, { params, body: { expiresOn: shareToday } }), await state.http.call(who, listSharesRoute, { params }), await state.http.call(who, endShareRoute, { params: { ...params, shareId: made.id } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await open(made.token)).status).toBe(200);
  });

  test('cannot be written around by SQL from another scope, and its wishes and openings cannot be changed at all', async () => {
    const made = await share();
    for (const name of ['seller2', 'altSeller'] as const) {
      const changed = await state.world.context(name, {}, (ctx) => ctx.tx.run(sql`update quoting.shares set ended_at = now() where id = ${made.id}`));
      expect(changed).toBe(0);
    }
    for (const statement of [sql`update quoting.shares set expires_on = '2030-01-01'`, sql`update quoting.share_requests set phone = ''`, sql`delete from quoting.share_openings`, sql`select * from quoting.open_share(''::bytea, '2026-11-23')`]) {
      await expect(state.world.context('seller1', {}, (ctx) => ctx.tx.run(statement))).rejects.toThrow(/permission denied/);
    }
  });
});

test('the page wears the dealer’s own mark and colour, else the colour of the network', async () => {
  const { token } = await share();
  const logo = () => state.http.call(undefined, sharedLogoRoute, { params: { token } });
  await db.current.database.asOwner((tx) => tx.run(sql`update identity.nodes set brand_colour = '#112233' where id = ${state.world.node('DLR001')}`));
  expect((await shown(token)).dealer).toMatchObject({ colour: '#112233', logo: false });
  expect((await logo()).status).toBe(404);
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"></rect></svg>';
  for (const [dealer, colour] of [['DLR001', '#c8102e'], ['DLR002', '#00ff00']] as const) {
    await db.current.database.asOwner((tx) => tx.run(sql`insert into documents.brands (tenant_id, node_id, accent_colour, logo_svg, changed_by, changed_at) values (1, ${state.world.node(dealer)}, ${colour}, ${drawing}, ${state.world.person('seller1').personalityId}, ${worldNow})`));
  }
  expect((await shown(token)).dealer).toMatchObject({ colour: '#c8102e', logo: true });
  const file = await logo();
  expect([file.headers['content-type'], file.bytes.toString()]).toEqual(['image/svg+xml', drawing]);
  // Opened by itself a drawing runs nothing either.
  expect(file.headers['content-security-policy']).toContain("default-src 'none'");
  expect((await state.http.call(undefined, sharedLogoRoute, { params: { token: 'A'.repeat(22) } })).status).toBe(404);
  await db.current.database.asOwner((tx) => tx.run(sql`delete from documents.brands`));
});

test('the code leads to the very address', async () => {
  const { token, qrSvg } = await share();
  const { data, info } = await sharp(Buffer.from(qrSvg)).resize(400).flatten({ background: '#ffffff' }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect(jsQr(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(`https://auto.example/p/${token}`);
});

test('a lease and a fleet show the seller’s figures too; a fleet is taken as it is', async () => {
  const { leaseOffer } = await addShowroomExtras(state.world, state.showroom);
  const lease = balloon({ offerId: leaseOffer, balloonCents: 28_000, kmPerYear: null, tradeInCents: 0, tradeIn: null, serviceCodes: [] });
  const company = { type: 'company' as const, phone: '', email: '' };
  for (const kind of ['alternatives', 'fleet'] as const) {
    const saved = await savedQuote(state.http, as('seller1'), [lease], shareToday, { customer: company, kind });
    const { token } = await share({}, saved);
    const page = await shown(token);
    expect(page.proposals.map((proposal) => proposal.figures)).toEqual(saved.proposals.map((proposal) => proposal.figures));
    const longer = wish(page, { termMonths: 36 });
    expect(codeOf(await ask(token, { ...longer, shown: wish(page).shown }))).toEqual([422, kind === 'fleet' ? 'fleet_as_it_is' : 'figures_differ']);
    expect((await ask(token, kind === 'fleet' ? wish(page) : longer)).status).toBe(200);
  }
});
