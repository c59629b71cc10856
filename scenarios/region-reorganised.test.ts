/**
 * A region is reorganised, told by days: a file hands the dealers to the credit areas, the head office looks at the
 * effect of a new region before it decides, plans it for New Year, and on that night sight of the dealers changes hands.
 */
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAccount, addNode, addPersonality } from '#identity';
import { loadAuditKey } from '#platform/audit-key';
import { sealAudit } from '#platform/audit-seal';
import { verifyAudit } from '#platform/audit-verify';
import { getQuoteRoute, type Quote } from '#quoting/api';
import {
  coverageRoute, exportTreeRoute, historyRoute, listOrdersRoute, previewMovesRoute, recordMovesRoute, withdrawOrderRoute, type Coverage, type MoveOrder, type MovePreview, type TreeKey,
} from '#territory/api';
import { putInCharge } from '../server/modules/territory/people-in-charge.ts';
import { addArea } from '../server/modules/territory/tree-areas.ts';
import { treeOnDay } from '../server/modules/territory/tree-on-day.ts';
import { listFaultsRoute, type ImportFaultListed } from '../server/modules/flows/api.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { no, ShowroomDay, yes } from '../server/testing/showroom-day.ts';
import type { SignedIn } from '../server/testing/world.ts';

const db = useTestDatabase();
let day: ShowroomDay;
let newcomerPersonality: string;
let quote: Quote;
let order: string;

/** An instant in Rome, which is one hour ahead of the clock in winter and two in summer. */
const at = (text: string): void => {
  day.now = new Date(`${text}:00+0${text > '2027-03-28' ? 2 : 1}:00`);
};

beforeAll(async () => {
  day = await ShowroomDay.open(db.current.database, new Date('2026-11-26T08:00:00Z'));
  await day.world.asSystem({ now: day.now }, async (ctx) => {
    const district = await addNode(ctx, { parentId: day.world.node('TST'), kind: 'district', code: 'AREA-NE', name: 'Distretto Nord-est', validFrom: '2026-01-01' });
    const region = await addNode(ctx, { parentId: district, kind: 'region', code: 'REG-05', name: 'Area Veneto', validFrom: '2026-01-01' });
    (day.world.nodes as Map<string, number>).set('REG-05', region);
    const accountId = await addAccount(ctx, { loginName: 'nuova.area@tst.example', displayName: 'Nuova Area', passwordHash: null });
    newcomerPersonality = await addPersonality(ctx, { accountId, profile: 'areaManager', nodeId: region, label: 'Area Veneto', validFrom: '2026-01-01' });
    const tree = await treeOnDay(ctx, 'credit', undefined, undefined);
    for (const [code, person] of [['CRE-1', 'creditOperator'], ['CRE-2', 'careOperator']] as const) {
      const area = await addArea(ctx, 'credit', { code, name: `Istruttoria ${code}`, parentId: tree.items[0]?.id ?? 0, validFrom: '2026-01-01' });
      if (!area.ok) throw new Error(area.refusal);
      await putInCharge(ctx, area.value.id, { personalityId: day.world.person(person).personalityId, validFrom: '2026-01-01' });
    }
  });
});
afterAll(() => day.close());

const newcomer = async (): Promise<SignedIn> => day.world.signIn('areaManager', { now: day.now, personalityId: newcomerPersonality });
const seenByOld = async () => (await day.call('areaManager', getQuoteRoute, { params: { id: quote.id } })).status;
const seenByNew = async () => (await day.http.call(await newcomer(), getQuoteRoute, { params: { id: quote.id } })).status;
const moves = (on: string, to: string, ...dealers: string[]) => ({ tree: 'sales' as const, on, moves: dealers.map((code) => ({ nodeId: day.world.node(code), parentId: day.world.node(to) })) });
const coverage = async (code: string, on?: string) => yes<Coverage>(await day.call('systemAdministrator', coverageRoute, { params: { id: day.world.node(code) }, query: on === undefined ? {} : { on } }));
/** People in charge above the dealer on a day, the nearest first. */
const whoCovered = async (code: string, on: string, tree: TreeKey) =>
  (await coverage(code, on)).trees.find((one) => one.tree === tree)?.places.filter(({ kind }) => kind !== 'dealer').flatMap(({ people }) => people.map(({ displayName }) => displayName));

describe('26 November, a file and a quote', () => {
  test('the dealers are handed to the credit areas by a file; its faults are named row by row', async () => {
    at('2026-11-26T09:00');
    const head = 'Albero;Codice;Codice posto;Dal;Motivo\n';
    const wrong = await day.bring('headOfCredit', 'territory.placements', Buffer.from(`${head}Credito;DLR001;CRE-1;01/02/2026;Avvio\nCredito;DLR002;CRE-9;01/02/2026;Avvio\nCredito;DLR009;CRE-1;01/02/2026;\nCredito;CRE-1;DLR001;01/02/2026;\nCredito;DLR002;CRE-1;01/01/2020;`), 'credito.csv');
    expect(wrong).toMatchObject({ state: 'refused', rowsRead: 5, rowsFaulty: 4, changed: 0 });
    const faults = yes<{ items: ImportFaultListed[] }>(await day.call('headOfCredit', listFaultsRoute, { params: { id: wrong.importId }, query: {} })).items;
    expect(faults.map(({ row, code }) => [row, code])).toEqual([[3, 'place_unknown'], [4, 'code_unknown'], [5, 'place_unknown'], [6, 'before_first_day']]);
    const good = Buffer.from(`${head}Credito;DLR001;CRE-1;01/02/2026;Avvio\nCredito;DLR002;CRE-1;01/02/2026;Avvio\nCredito;DLR001;CRE-2;01/10/2026;Carico`);
    expect(await day.bring('headOfCredit', 'territory.placements', good, 'credito.csv')).toMatchObject({ state: 'done', changed: 3 });
    expect(await whoCovered('DLR001', '2026-03-12', 'credit')).toEqual(['Persona creditOperator']);
    expect(await whoCovered('DLR001', '2026-10-01', 'credit')).toEqual(['Persona careOperator']);
    // Brought again it says what stands already.
    expect(await day.bring('headOfCredit', 'territory.placements', good, 'credito.csv')).toMatchObject({ state: 'done', changed: 0, same: 3 });
  });

  test('what is exported can be brought back and changes nothing', async () => {
    const sheet = await day.call('headOfCredit', exportTreeRoute, { params: { tree: 'credit' }, query: { format: 'csv', language: 'it' } });
    expect(sheet.bytes.toString('utf8')).toContain('DLR001');
    expect(await day.bring('headOfCredit', 'territory.placements', sheet.bytes, 'territorio.csv')).toMatchObject({ state: 'done', rowsRead: 2, changed: 0, same: 2 });
  });

  test('a file for the sales network is not the dealer manager’s to bring', async () => {
    const { answer } = await day.upload('dealerManager', 'territory.placements', Buffer.from('Albero;Codice;Codice posto;Dal\nRete commerciale;DLR001;REG-05;01/01/2027'), 'rete.csv').catch((error: unknown) => ({ answer: { status: 403, body: String(error) } }));
    expect(answer.status).toBe(403);
  });

  test('a seller saves a quote; his area manager sees it, the one of the new region does not', async () => {
    quote = await day.save('seller1', [day.choice()]);
    expect([await seenByOld(), await seenByNew()]).toEqual([200, 404]);
  });
});

describe('30 November, looked at and planned', () => {
  test('the area manager may look no further than his own region', async () => {
    at('2026-11-30T09:00');
    expect(no(await day.call('areaManager', previewMovesRoute, { body: moves('2027-01-01', 'REG-05', 'DLR001') }))).toEqual([422, 'beyond_your_scope']);
    expect(no(await day.call('seller1', recordMovesRoute, { body: { ...moves('2027-01-01', 'REG-05', 'DLR001'), reason: 'x' } }))[0]).toBe(403);
  });

  test('the effect is told before anything is decided', async () => {
    const preview = yes<MovePreview>(await day.call('systemAdministrator', previewMovesRoute, { body: moves('2027-01-01', 'REG-05', 'DLR001', 'DLR002') }));
    expect(preview.moved.dealers).toBe(2);
    expect(preview.moved.records['quotes']).toBe(1);
    expect(preview.moved.records['stock']).toBeGreaterThan(0);
    const of = (name: string) => preview.people.find(({ displayName }) => displayName === name);
    expect(of('Persona areaManager')).toMatchObject({ loses: { dealers: 2, records: { quotes: 1 } }, gains: { dealers: 0 } });
    expect(of('Persona districtManager')).toMatchObject({ loses: { dealers: 2 } });
    expect(of('Nuova Area')).toMatchObject({ gains: { dealers: 2, records: { quotes: 1 } }, loses: { dealers: 0 } });
    expect(preview.inside.people.map(({ displayName }) => displayName)).toEqual(['Persona dealerManager', 'Persona seller1', 'Persona seller2', 'Persona seller3', 'Persona twoHats']);
    expect(yes<{ items: MoveOrder[] }>(await day.call('systemAdministrator', listOrdersRoute, { query: { tree: 'sales' } })).items).toEqual([]);
  });

  test('one impossible move keeps out the whole order; without it all is planned in one piece', async () => {
    const impossible = { ...moves('2027-01-01', 'REG-05', 'DLR001', 'DLR002'), reason: 'Area Veneto' };
    impossible.moves.push({ nodeId: day.world.node('REG-01'), parentId: day.world.node('DLR001') });
    expect(no(await day.call('systemAdministrator', recordMovesRoute, { body: impossible }))).toEqual([422, 'kind_not_allowed_there']);
    const planned = yes<{ id: string; state: string; moves: number }>(await day.call('systemAdministrator', recordMovesRoute, { body: { ...moves('2027-01-01', 'REG-05', 'DLR001', 'DLR002'), reason: 'Area Veneto' } }));
    expect(planned).toMatchObject({ state: 'planned', moves: 2 });
    order = planned.id;
    const again = yes<MovePreview>(await day.call('systemAdministrator', previewMovesRoute, { body: moves('2026-12-15', 'REG-05', 'DLR001') }));
    expect(again.later).toMatchObject([{ orderId: order, on: '2027-01-01', node: { code: 'DLR001' }, why: 'same' }]);
  });
});

describe('New Year', () => {
  test('the last minute of the year is still the old region’s; the tree of tomorrow knows better', async () => {
    at('2026-12-31T23:59');
    await day.job('territory:apply-planned-moves');
    expect([await seenByOld(), await seenByNew()]).toEqual([200, 404]);
    expect(await whoCovered('DLR001', '2026-12-31', 'sales')).toEqual(['Persona areaManager', 'Persona districtManager']);
    expect(await whoCovered('DLR001', '2027-01-01', 'sales')).toEqual(['Nuova Area']);
  });

  test('at midnight sight of the dealers changes hands', async () => {
    at('2027-01-01T00:00');
    await day.job('territory:apply-planned-moves');
    expect([await seenByOld(), await seenByNew()]).toEqual([404, 200]);
    expect(yes<{ items: MoveOrder[] }>(await day.call('systemAdministrator', listOrdersRoute, { query: { tree: 'sales' } })).items).toMatchObject([{ id: order, state: 'applied', moveCount: 2, mayWithdraw: false }]);
    expect(no(await day.call('systemAdministrator', withdrawOrderRoute, { params: { id: order } }))).toEqual([422, 'no_longer_planned']);
  });
});

describe('12 March and after', () => {
  test('who covered the dealer is told for both days, by whoever looks after it now', async () => {
    at('2027-03-12T10:00');
    const asked = yes<Coverage>(await day.http.call(await newcomer(), coverageRoute, { params: { id: day.world.node('DLR001') }, query: { on: '2026-11-26' } }));
    expect(asked.trees[0]?.places.flatMap(({ people }) => people.map(({ displayName }) => displayName))).toContain('Persona areaManager');
    expect(no(await day.call('areaManager', coverageRoute, { params: { id: day.world.node('DLR001') }, query: {} }))[0]).toBe(404);
  });

  test('a return that is planned and taken back never happens', async () => {
    const planned = yes<{ id: string }>(await day.call('systemAdministrator', recordMovesRoute, { body: { ...moves('2027-04-01', 'REG-01', 'DLR001'), reason: 'Ritorno' } }));
    yes(await day.call('systemAdministrator', withdrawOrderRoute, { params: { id: planned.id } }));
    at('2027-04-01T08:00');
    await day.job('territory:apply-planned-moves');
    expect(await seenByNew()).toBe(200);
    expect(await whoCovered('DLR001', '2027-04-01', 'sales')).toEqual(['Nuova Area']);
  });

  test('a move of a day long past mends the history and today’s rights', async () => {
    at('2027-04-15T09:00');
    expect(yes(await day.call('systemAdministrator', recordMovesRoute, { body: { ...moves('2027-02-01', 'REG-01', 'DLR001'), reason: 'Errore di assegnazione' } }))).toMatchObject({ state: 'applied' });
    expect([await seenByOld(), await seenByNew()]).toEqual([200, 404]);
    const { items } = yes<{ items: { tree: string; place: { code: string }; from: string; until: string | null; order: { reason: string } | null }[] }>(await day.call('areaManager', historyRoute, { params: { id: day.world.node('DLR001') } }));
    expect(items.filter(({ tree }) => tree === 'sales').map(({ place, from, until, order: by }) => [place.code, from, until, by?.reason])).toEqual([
      ['REG-01', '2027-02-01', null, 'Errore di assegnazione'], ['REG-05', '2027-01-01', '2027-02-01', 'Area Veneto'], ['REG-01', '2020-01-01', '2027-01-01', undefined],
    ]);
  });

  test('the trail holds every decision and is whole', async () => {
    const { rows } = await db.current.database.pool.query<{ action: string; count: number }>(`select action, count(*)::integer as count from platform.audit_events where action like 'territory.moves.%' group by 1 order by 1`);
    expect(rows).toEqual([{ action: 'territory.moves.apply', count: 1 }, { action: 'territory.moves.decide', count: 3 }, { action: 'territory.moves.withdraw', count: 1 }]);
    const key = await loadAuditKey(day.auditKeyFile);
    const heads = join(dirname(day.auditKeyFile), 'heads');
    await sealAudit(db.current.database, key, [heads], () => day.now);
    expect(await verifyAudit(db.current.database, key, [heads])).toMatchObject({ findings: [], unsealed: 0 });
  });
});
