/** A link and the revisions of its quote: the customer sees what he was sent, and what he asks for is what he saw. */
import { expect, test } from 'vitest';
import { codeOf, useShareWorld, wish } from '../../../testing/share-world.ts';
import { sql } from '#platform/sql';
import { listSharesRoute, printPrecontractRoute, printQuoteRoute, sharedDocumentRoute, sharedPrecontractRoute, shareQuoteRoute, timelineRoute } from '../api.ts';

const { state, as, share, revise, open, shown, timeline, ask, owner, phone } = useShareWorld();
const wishes = () => owner<{ revision: number; deposit: string; instalment: number }>(sql`
  select r.revision, r.input ->> 'depositCents' as deposit, (r.figures ->> 'instalmentWithFeesCents')::integer as instalment from quoting.share_requests r where r.quote_id = ${state.quote.id} order by r.asked_at, r.id`);
const dearer = { discountCents: 0 };

test('shows what was sent after a revision, and says that a newer one stands; its papers are those of what was sent', async () => {
  const { token } = await share();
  const before = await shown(token);
  expect(before).toMatchObject({ revision: 1, isNewest: true });
  const sent = await state.http.call(as('seller1'), printQuoteRoute, { params: { id: state.quote.id } });
  await state.http.call(as('seller1'), printPrecontractRoute, { params: { id: state.quote.id }, query: { proposal: 1 } });
  await revise(dearer);
  const after = await shown(token);
  expect(after).toMatchObject({ revision: 1, isNewest: false });
  expect(after.proposals).toEqual(before.proposals);
  const paper = await state.http.call(undefined, sharedDocumentRoute, { params: { token } });
  expect(paper.bytes.equals(sent.bytes)).toBe(true);
  expect(after.precontract).toEqual([{ proposal: 1, form: 'ieb-2026', language: 'it' }]);
  expect((await state.http.call(undefined, sharedPrecontractRoute, { params: { token }, query: { proposal: 1, form: 'ieb-2026' } }, { headers: phone })).status).toBe(200);
  expect((await timeline('secciDelivered')).map(({ details }) => details['revision'])).toEqual([1]);
});

test('follows a new revision when the seller chose so', async () => {
  const { token } = await share({ follows: true });
  await revise(dearer);
  const page = await shown(token);
  expect([page.revision, page.isNewest, page.proposals.length]).toEqual([2, true, 1]);
  expect((await timeline('shareOpened')).map(({ details }) => details['revision'])).toEqual([2]);
});

test('only a link of the whole quote follows: numbers of another revision may name other cars', async () => {
  const answer = await state.http.call(as('seller1'), shareQuoteRoute, { params: { id: state.quote.id }, body: { expiresOn: state.quote.expiresOn, follows: true, proposals: [2] } });
  expect(codeOf(answer)).toEqual([422, 'follows_whole']);
  await expect(state.world.context('seller1', {}, (ctx) => ctx.tx.run(sql`
    insert into quoting.shares (tenant_id, id, quote_id, node_id, dealer_node_id, token_digest, revision, follows, proposals, expires_on, created_by_name, created_at)
    values (1, gen_random_uuid(), ${state.quote.id}, ${state.world.node('DLR001-S1')}, ${state.world.node('DLR001')}, sha256('x'), 1, true, '{2}', '2026-12-01', '', now())`))).rejects.toThrow(/shares_follow_whole/);
  const { token } = await share({ proposals: [2] });
  await revise(dearer);
  expect((await shown(token)).proposals.map(({ number }) => number)).toEqual([2]);
});

test('a seller who has an older revision before him cannot share the newest by mistake', async () => {
  await revise(dearer);
  const make = (revision: number) => state.http.call(as('seller1'), shareQuoteRoute, { params: { id: state.quote.id }, body: { expiresOn: state.quote.expiresOn, revision } });
  expect(codeOf(await make(1))).toEqual([422, 'quote_revised']);
  expect((await make(2)).status).toBe(200);
});

test('revised between opening and going on: a link that follows refuses what was on the screen, and nothing is stored', async () => {
  const { token } = await share({ follows: true });
  const seen = wish(await shown(token));
  await revise(dearer);
  expect(codeOf(await ask(token, seen))).toEqual([422, 'quote_revised']);
  // The number of the new revision over the figures of the old one.
  expect(codeOf(await ask(token, { ...seen, revision: 2 }))).toEqual([422, 'figures_differ']);
  expect([await wishes(), await timeline('askedToGoOn')]).toEqual([[], []]);
  const again = wish(await shown(token));
  expect((await ask(token, again)).status).toBe(200);
  expect(await wishes()).toEqual([{ revision: 2, deposit: String(again.depositCents), instalment: again.shown.instalmentWithFeesCents }]);
});

test('revised between opening and going on: a link of one revision asks for that one alone, and the seller is told that it was superseded', async () => {
  const { token } = await share();
  const seen = wish(await shown(token));
  const { proposals: [now] } = await revise(dearer);
  expect(codeOf(await ask(token, { ...seen, revision: 2 }))).toEqual([422, 'quote_revised']);
  const theirs = now === undefined ? seen.shown : { ...seen.shown, instalmentWithFeesCents: now.figures.instalmentWithFeesCents };
  expect(codeOf(await ask(token, { ...seen, shown: theirs }))).toEqual([422, 'figures_differ']);
  expect((await ask(token, seen)).status).toBe(200);
  expect(await wishes()).toEqual([{ revision: 1, deposit: String(seen.depositCents), instalment: seen.shown.instalmentWithFeesCents }]);
  expect((await timeline('askedToGoOn')).map(({ details }) => [details['revision'], details['newest']])).toEqual([[1, 2]]);
});

test('list and timeline tell which revision a link shows', async () => {
  const later = (): void => {
    state.now = new Date(state.now.getTime() + 1000);
  };
  await share();
  later();
  await share({ follows: true });
  await revise(dearer);
  later();
  await open((await share({ revision: 2 })).token);
  const list = (await state.http.call(as('seller1'), listSharesRoute, { params: { id: state.quote.id } })).body as { items: { revision: number; follows: boolean; isNewest: boolean }[] };
  expect(list.items.map(({ revision, follows, isNewest }) => [revision, follows, isNewest])).toEqual([[2, false, true], [2, true, true], [1, false, false]]);
  expect((await timeline('shared')).map(({ details }) => [details['revision'], details['follows']])).toEqual([[2, false], [1, true], [1, false]]);
  expect((await timeline('shareOpened')).map(({ details }) => details['revision'])).toEqual([2]);
});

test('printing a pre-contract form stands on the timeline: who, which form, revision and proposal, at every print', async () => {
  for (let i = 0; i < 2; i += 1) expect((await state.http.call(as('seller1'), printPrecontractRoute, { params: { id: state.quote.id }, query: { proposal: 2, language: 'en' } })).status).toBe(200);
  const told = (await state.http.call(as('seller1'), timelineRoute, { params: { id: state.quote.id } })).body as { items: { kind: string; actorName: string; details: object }[] };
  const entry = { actorName: 'Persona seller1', details: { form: 'ieb-2026', revision: 1, proposal: 2, language: 'en' } };
  expect(told.items.filter(({ kind }) => kind === 'secciPrinted')).toMatchObject([entry, entry]);
});
