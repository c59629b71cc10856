/** "I want to go on": priced by the server, stored once, told to seller and manager; forged wishes are refused by name. */
import { describe, expect, test, vi } from 'vitest';
import { codeOf, useShareWorld, wish } from '../../../testing/share-world.ts';
import { silentLog } from '../../../testing/world.ts';
import { runConsumer, sequenceOutbox } from '#platform/outbox';
import { sql } from '#platform/sql';
import { enterAsSystem } from '#platform/system-context';
import { tellSharing } from './share-tell.ts';

const { db, state, share, shown, timeline, ask, owner } = useShareWorld();

async function consume(): Promise<void> {
  await sequenceOutbox(db.current.database);
  await runConsumer(db.current.database, tellSharing, (tx, tenantId) => enterAsSystem(tx, tenantId, { now: state.now, log: silentLog, requestId: 'test' }), silentLog);
}
const told = (kind: string) => owner<{ personality_id: string }>(sql`select n.personality_id from communications.notifications n where n.kind = ${kind} and n.link = ${`/quotes/${state.quote.id}`} order by 1`);

describe('asking to go on', () => {
  test('is priced by the server, stored once for a double tap, told to seller and manager', async () => {
    const { token } = await share();
    const body = wish(await shown(token), { depositCents: 600_000, termMonths: 36 });
    const [first, second] = await Promise.all([ask(token, body), ask(token, body)]);
    expect([first.status, second.status, first.body]).toEqual([200, 200, second.body]);
    expect((await timeline('askedToGoOn')).map(({ actorName, details }) => [actorName, details['termMonths'], details['instalmentWithFeesCents']])).toEqual([['', 36, body.shown.instalmentWithFeesCents]]);
    await consume();
    const expected = [state.world.person('seller1').personalityId, state.world.person('dealerManager').personalityId].toSorted();
    expect((await told('quoting.asked-to-go-on')).map((row) => row.personality_id).toSorted()).toEqual(expected);
    expect((await shown(token)).askedAt).not.toBeNull();
  });

  test('with forged figures, another proposal, a foreign term or deposit is refused by name and nothing is stored', async () => {
    const { token } = await share({ proposals: [1] });
    const page = await shown(token);
    const honest = wish(page);
    const forged = { ...honest, shown: { ...honest.shown, instalmentWithFeesCents: honest.shown.instalmentWithFeesCents - 1 } };
    const cases: [object, string][] = [
      [forged, 'figures_differ'], [{ ...honest, proposal: 2 }, 'proposal_missing'], [{ ...honest, revision: 9 }, 'quote_revised'], [{ ...honest, termMonths: 37 }, 'term_not_offered'],
      [{ ...honest, depositCents: 0, shown: honest.shown }, 'figures_differ'], [{ ...honest, depositCents: 9_000_000 }, 'nothing_to_finance'], [{ ...honest, phone: '' }, 'contact_missing'],
    ];
    for (const [body, name] of cases) expect(codeOf(await ask(token, body))).toEqual([422, name]);
    expect((await ask(token, { ...honest, priceCents: 1 })).status).toBe(400);
    expect(await timeline('askedToGoOn')).toEqual([]);
  });

  test('ends after twenty different wishes; those already sent are still answered', async () => {
    const { token } = await share();
    const honest = wish(await shown(token));
    for (let i = 0; i < 20; i += 1) expect((await ask(token, { ...honest, phone: `300 555 ${1000 + i}` })).status).toBe(200);
    expect(codeOf(await ask(token, { ...honest, phone: '300 555 9999' }))).toEqual([422, 'too_many_requests_made']);
    expect((await ask(token, { ...honest, phone: '300 555 1000' })).status).toBe(200);
  });

  test('ends after twenty even when the last two are sent at once', async () => {
    const made = await share();
    const honest = wish(await shown(made.token));
    for (let i = 0; i < 19; i += 1) expect((await ask(made.token, { ...honest, phone: `300 555 ${1000 + i}` })).status).toBe(200);
    const waiting = () => owner<{ count: number }>(sql`select count(distinct l.pid)::int as count from pg_locks l join pg_stat_activity a on a.pid = l.pid and a.datname = current_database() where not l.granted`);
    // A lock on the link holds both back until both are under way.
    const sent = await db.current.database.asOwner(async (tx) => {
      await tx.row(sql`select s.id from quoting.shares s where s.id = ${made.id} for update`);
      const both = ['300 555 8881', '300 555 8882'].map((phone) => ask(made.token, { ...honest, phone }));
      await vi.waitUntil(async () => (await waiting())[0]?.count === 2, { timeout: 20_000, interval: 20 });
      return { both };
    });
    const answers = await Promise.all(sent.both);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 422]));
    expect(await timeline('askedToGoOn')).toHaveLength(20);
  });
});
