/** Openings of a link: told once, proof of a delivered form, never the house's own look. */
import { describe, expect, test } from 'vitest';
import { useShareWorld } from '../../../testing/share-world.ts';
import { silentLog, worldNow } from '../../../testing/world.ts';
import { runConsumer, sequenceOutbox } from '#platform/outbox';
import { sql } from '#platform/sql';
import { enterAsSystem } from '#platform/system-context';
import { deliverPrecontractRoute, listSharesRoute, printPrecontractRoute, sharedPrecontractRoute, sharedQuoteRoute } from '../api.ts';
import { tellSharing } from './share-tell.ts';

const { db, state, as, share, open, shown, timeline, owner, phone } = useShareWorld();

async function consume(): Promise<void> {
  await sequenceOutbox(db.current.database);
  await runConsumer(db.current.database, tellSharing, (tx, tenantId) => enterAsSystem(tx, tenantId, { now: state.now, log: silentLog, requestId: 'test' }), silentLog);
}
const told = (kind: string) => owner<{ personality_id: string }>(sql`select n.personality_id from communications.notifications n where n.kind = ${kind} and n.link = ${`/quotes/${state.quote.id}`} order by 1`);

describe('opening', () => {
  test('is told once for a device and hour, never for the house’s own look; the seller is notified once', async () => {
    const { token } = await share();
    await state.http.call(as('seller1'), sharedQuoteRoute, { params: { token } });
    expect(await timeline('shareOpened')).toEqual([]);
    await open(token);
    await open(token);
    expect(await timeline('shareOpened')).toHaveLength(1);
    await open(token, { 'user-agent': 'Altro telefono' });
    state.now = new Date(state.now.getTime() + 3_600_000);
    await open(token);
    state.now = worldNow;
    expect(await timeline('shareOpened')).toHaveLength(3);
    const list = (await state.http.call(as('seller1'), listSharesRoute, { params: { id: state.quote.id } })).body as { items: { openings: number; state: string }[] };
    expect(list.items.map(({ openings, state }) => [openings, state])).toEqual([[3, 'open']]);
    await consume();
    expect(await told('quoting.share-opened')).toEqual([{ personality_id: state.world.person('seller1').personalityId }]);
  });

  test('the pre-contract form through the link is a delivery with its digest, once for a device and hour', async () => {
    const { token } = await share();
    expect((await shown(token)).precontract).toEqual([]);
    const printed = await state.http.call(as('seller1'), printPrecontractRoute, { params: { id: state.quote.id }, query: { proposal: 1, language: 'it' } });
    expect(printed.status, JSON.stringify(printed.body)).toBe(200);
    const [form] = (await shown(token)).precontract;
    const read = () => state.http.call(undefined, sharedPrecontractRoute, { params: { token }, query: { ...form } }, { headers: phone });
    const papers = [await read(), await read()];
    expect(papers.every((paper) => paper.bytes.equals(printed.bytes))).toBe(true);
    const log = await db.current.database.asOwner((tx) => tx.rows<{ channel: string; given_by: string }>(sql`select d.channel, d.given_by from quoting.precontract_deliveries d where d.quote_id = ${state.quote.id}`));
    expect(log).toEqual([{ channel: 'link', given_by: '' }]);
    expect((await state.http.call(undefined, sharedPrecontractRoute, { params: { token }, query: { proposal: 2, form: form?.form ?? 'ieb-2026' } })).status).toBe(404);
    expect((await state.http.call(undefined, deliverPrecontractRoute, { params: { id: state.quote.id }, body: {} })).status).toBe(401);
  });
});
