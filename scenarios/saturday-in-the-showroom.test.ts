/**
 * A Saturday in two showrooms, told by the hour: cars come in, customers come and go, pricing changes its mind, somebody
 * buys. The night ends what was for that day only; a year later every quote of that Saturday is still what it was.
 */
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listNotifications } from '#communications/api';
import { addViewRoute, changeViewRoute, listViewsRoute, type SavedView } from '#identity/api';
import { loadAuditKey } from '#platform/audit-key';
import { sealAudit } from '#platform/audit-seal';
import { verifyAudit } from '#platform/audit-verify';
import { sheetBytes, writeSheet, type OutputCell } from '#platform/sheets/write-sheet';
import { addOffer, addProduct, supersedeOffer } from '#pricing';
import { endOfferRoute, supersedeOfferRoute } from '#pricing/api';
import {
  askToGoOnRoute, chosenInput, comparisonRoute, countFilteredRoute, deductibility, deliverPrecontractRoute, duplicateQuoteRoute, exportQuotesRoute, getPrecontractRoute, getQuoteRoute, leadingProposal, listQuotesRoute,
  mailQuoteRoute, priceQuote, printPrecontractRoute, printQuoteRoute, quoteReservationsRoute, replayQuoteRoute, reserveForQuoteRoute, saveQuoteRoute, setFollowUpsRoute, setLenderTermsRoute,
  sharedDocumentRoute, sharedQuoteRoute, shareQuoteRoute, shownFigures, solveQuoteWays, timelineRoute, type Quote, type QuoteInput, type QuoteListItem, type SharedQuote,
} from '#quoting/api';
import { checkConfigurationRoute, getStockVehicleRoute, listStockRoute, reserveVehicleRoute, searchVehiclesRoute, sellVehicleRoute, stockPageRoute, type StockPage, type StockVehicle, type VehicleFound } from '#vehicles/api';
import { listFaultsRoute, type ImportFaultListed } from '../server/modules/flows/api.ts';
import { readPdf } from '../server/modules/documents/pdf/pdf-objects.ts';
import { pageTexts } from '../server/modules/documents/pdf/pdf-text.ts';
import { demoLenderTerms } from '../server/modules/quoting/precontract/demo-lender-terms.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { consumer, no, publicUrl, ShowroomDay, yes } from '../server/testing/showroom-day.ts';
import type { PersonName } from '../server/testing/world.ts';
import { unzipped } from '../server/testing/unzipped.ts';

const db = useTestDatabase();
const saturday = '2026-11-28';
let day: ShowroomDay;
let flashOffer: string;
/** Sold in the morning alone. */
let morningOffer: string;

beforeAll(async () => {
  day = await ShowroomDay.open(db.current.database, new Date(`${saturday}T07:00:00Z`));
  await day.world.asSystem({ now: day.now }, async (ctx) => {
    const product = await addProduct(ctx, {
      code: 'SB', name: { it: 'Sabato', en: 'Saturday' }, plan: 'level', balloonAt: null, minFinancedCents: 1_000_000, maxFinancedCents: 7_500_000, substituteTax: null, stampDuty: null,
      charges: [{ kind: 'arrangementFee', at: 'start', cents: 30_000, financed: true, inTaeg: true, optional: false }],
    });
    const offer = { productId: product, validFrom: '2026-11-01', validTo: null, nodeId: day.world.node('TST'), kinds: ['new'], makes: null, fuels: null, maxAgeMonths: null, maxMileageKm: null, minDepositPpm: 0, commissionPpm: 20_000 };
    flashOffer = await addOffer(ctx, { ...offer, code: 'SABATO', name: 'Sabato', terms: [36, 48, 60].map((months) => ({ months, nominalRatePpm: 59_500 })) });
    morningOffer = await addOffer(ctx, { ...offer, code: 'MATTINA', name: 'Mattina', terms: [{ months: 48, nominalRatePpm: 39_500 }] });
  });
  yes(await day.call('pricingManager', setLenderTermsRoute, { body: { validFrom: saturday, terms: demoLenderTerms } }));
});
afterAll(() => day.close());

/** An hour in Rome, which in November is one ahead of the clock of the house's machines. */
const at = (hour: string, date = saturday): void => {
  day.now = new Date(`${date}T${hour}:00+01:00`);
};
const open = async (name: PersonName, id: string): Promise<Quote> => yes(await day.call(name, getQuoteRoute, { params: { id } }));
const timeline = async (name: PersonName, id: string): Promise<string[]> => yes<{ items: { kind: string }[] }>(await day.call(name, timelineRoute, { params: { id } })).items.map(({ kind }) => kind).toReversed();
const news = async (name: PersonName): Promise<string[]> => yes<{ items: { kind: string }[] }>(await day.call(name, listNotifications, { query: {} })).items.map(({ kind }) => kind);
const textOf = (bytes: Uint8Array): string => pageTexts(readPdf(bytes)).join('\n').replaceAll('\u00a0', ' ');
const euro = (cents: number): string => `${String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, '.')},${String(cents % 100).padStart(2, '0')}`;

let arrived: StockVehicle[];
let walkIn: Quote;
let rival: Quote;
let neighbour: Quote;
let fleet: Quote;
let lease: Quote;
let repriced: Quote;
let linkToken: string;
/** Every paper of that Saturday by its address. */
const papers = new Map<string, () => Promise<Buffer>>();
const asPrinted = new Map<string, Buffer>();

describe('08:30, the yard’s file', () => {
  const heads = ['Telaio', 'Codice versione', 'Sede', 'Tipo', 'Prezzo', 'Targa', 'Immatricolazione', 'Km', 'Colore', 'Stato'];
  const types = ['text', 'text', 'text', 'text', 'amount', 'text', 'date', 'integer', 'text', 'text'] as const;
  const sheet = (rows: OutputCell[][]): Promise<Buffer> => sheetBytes(writeSheet(rows, heads.map((header, index) => ({ header, type: types[index] ?? 'text' })), 'xlsx'));
  const ours: OutputCell[][] = [
    ['ZFA3120000J000101', 'yc', 'DLR001-B1', 'nuovo', 2_790_000, null, null, null, 'Rosso', 'disponibile'],
    ['ZFA3120000J000102', 'panda', 'DLR001-B1', 'usato', 990_000, 'GX619EN', '2023-03-15', 38_500, 'Blu', 'disponibile'],
  ];
  const elsewhere: OutputCell[] = ['ZFA3120000J000103', 'yc', 'DLR002-B1', 'nuovo', 2_790_000, null, null, null, 'Nero', 'disponibile'];

  test('a row for the other dealer’s yard keeps the file out and is named; without it the cars are there', async () => {
    at('08:30');
    const refused = await day.bring('dealerManager', 'vehicles.stock', await sheet([...ours, elsewhere]), 'piazzale.xlsx');
    expect(refused).toMatchObject({ state: 'refused', rowsRead: 3, rowsFaulty: 1, added: 0 });
    const faults = yes<{ items: ImportFaultListed[] }>(await day.call('dealerManager', listFaultsRoute, { params: { id: refused.importId }, query: {} })).items;
    expect(faults.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([[4, 'Sede (Codice sede)', 'DLR002-B1', 'site_not_yours']]);
    expect(await day.bring('dealerManager', 'vehicles.stock', await sheet([...ours, elsewhere]), 'piazzale.xlsx', 'validOnly')).toMatchObject({ state: 'done', format: 'xlsx', added: 2, rowsFaulty: 1 });
    arrived = yes<{ items: StockVehicle[] }>(await day.call('seller1', listStockRoute, { query: { text: 'ZFA3120000J0001', sort: 'dearest' } })).items;
    expect(arrived.map(({ vin, priceCents, kind }) => [vin, priceCents, kind])).toEqual([['ZFA3120000J000101', 2_790_000, 'new'], ['ZFA3120000J000102', 990_000, 'used']]);
  });

  test('again it changes nothing', async () => {
    expect(await day.bring('dealerManager', 'vehicles.stock', await sheet(ours), 'piazzale (1).xlsx')).toMatchObject({ state: 'done', added: 0, changed: 0, same: 2 });
  });
});

test('09:00, a photo of the new arrival is drawn anew and leads the list', async () => {
  at('09:00');
  const car = arrived.find(({ kind }) => kind === 'new');
  const photo = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#334455' } }).jpeg().toBuffer();
  const { photoId } = yes<{ photoId: string }>(await day.send('seller1', 'POST', `/api/vehicles/stock/${car?.stockId ?? ''}/photos`, photo, 'image/jpeg'));
  const listed = yes<{ items: StockVehicle[] }>(await day.call('seller2', listStockRoute, { query: { text: 'ZFA3120000J000101' } })).items;
  expect(listed.map((one) => one.photoId)).toEqual([photoId]);
});

test('09:15, pricing ends the morning’s offer: it is sold no more, at either dealer', async () => {
  at('09:10');
  const stock = { kind: 'stock', stockId: day.showroom.newCar } as const;
  expect((await day.offers('seller1', stock)).items.map(({ code }) => code).toSorted()).toEqual(['CC', 'MATTINA', 'SABATO', 'SL']);
  const prepared = await day.saving('seller1', [day.choice({ offerId: morningOffer })]);
  at('09:15');
  yes(await day.call('pricingManager', endOfferRoute, { params: { id: morningOffer }, body: { version: 1, outOfForceFrom: saturday } }));
  expect((await day.offers('seller1', stock)).items.map(({ code }) => code).toSorted()).toEqual(['CC', 'SABATO', 'SL']);
  expect((await day.offers('seller3', { kind: 'stock', stockId: day.showroom.otherCar })).items.map(({ code }) => code)).not.toContain('MATTINA');
  expect(no(await day.call('seller1', saveQuoteRoute, { body: prepared }))).toEqual([422, 'offer_not_in_force']);
});

describe('09:40, a couple walks in', () => {
  test('from a blank page to three alternatives, one of them for 250 euro a month', async () => {
    at('09:40');
    const found = yes<{ items: VehicleFound[] }>(await day.call('seller1', searchVehiclesRoute, { query: { text: 'yaris' } })).items;
    expect(found.map(({ source }) => source)).toEqual(expect.arrayContaining(['stock', 'catalogue']));
    const versionId = day.showroom.versionId;
    const impossible = yes<{ ok: boolean; faults: { code: string; option: string }[] }>(await day.call('seller1', checkConfigurationRoute, { params: { id: versionId }, body: { chosen: ['WHITE', 'HUD'] } }));
    expect([impossible.ok, impossible.faults.map(({ code, option }) => [code, option])]).toEqual([false, [['missing_required', 'HUD']]]);

    const wished = day.balloon({ tradeIn: { plate: 'AB123CD', description: 'Fiat Panda', mileageKm: 90_000, payoffCents: 60_000 } });
    const { items, today } = await day.offers('seller1', wished.vehicle);
    const conditions = items.find(({ offerId }) => offerId === day.showroom.balloonOffer);
    if (conditions === undefined) throw new Error('the balloon is not offered');
    const ways = solveQuoteWays(wished, conditions, today, 25_000, { housePriceCents: 2_890_000, options: [] });
    const byDeposit = ways.find(({ solveFor }) => solveFor === 'deposit')?.answer;
    if (byDeposit?.ok !== true) throw new Error(JSON.stringify(ways));
    expect([byDeposit.changes.map(({ field }) => field), byDeposit.instalmentCents <= 25_000, byDeposit.instalmentCents > 24_000]).toEqual([['depositCents'], true, true]);

    const configured = day.choice({ vehicle: { kind: 'catalogue', versionId }, optionCodes: ['WHITE', 'NAV', 'HUD'], accessories: [{ name: 'Tappetini', cents: 12_000 }], termMonths: 60 });
    const flash = day.choice({ offerId: flashOffer });
    const words = { customer: { ...consumer, phone: '+39 300 555 0199' }, reference: 'Coppia con cane', note: 'margine basso', followUpOn: '2026-12-01' };
    const unbuildable = await day.saving('seller1', [byDeposit.input, configured, flash], words);
    unbuildable.proposals[1]?.input.optionCodes.splice(1, 1);
    expect(no(await day.call('seller1', saveQuoteRoute, { body: unbuildable }))).toEqual([422, 'option_requires']);
    walkIn = await day.save('seller1', [byDeposit.input, configured, flash], words);
    expect(walkIn).toMatchObject({ number: 'DLR001-2026-00001', revision: 1, expiresOn: '2026-12-28' });
    expect(walkIn.proposals.map(({ vehicle }) => vehicle.optionsCents)).toEqual([0, 100_000, 0]);
    expect(leadingProposal(walkIn).figures.instalmentWithFeesCents).toBe(byDeposit.instalmentCents);
  });

  test('printed: every alternative with its figures, the comparison on one sheet', async () => {
    const print = yesBytes(await day.call('seller1', printQuoteRoute, { params: { id: walkIn.id }, query: {} }));
    const sheet = yesBytes(await day.call('seller1', comparisonRoute, { params: { id: walkIn.id }, query: {} }));
    for (const { figures } of walkIn.proposals) {
      expect(textOf(print)).toContain(euro(figures.instalmentWithFeesCents));
      expect(textOf(print)).toContain(euro(figures.totalDueCents));
      expect(textOf(sheet)).toContain(euro(figures.instalmentWithFeesCents));
    }
    for (const secret of ['margine basso', '300 555']) expect(textOf(print)).not.toContain(secret);
  });

  test('the pre-contract form of 2026 is printed, handed over and on record with the paper’s digest', async () => {
    const params = { id: walkIn.id };
    const handOver = () => day.call('seller1', deliverPrecontractRoute, { params, body: { revision: 1, proposal: 1, language: 'it', recipient: 'Marta Prova' } });
    expect(no(await handOver())).toEqual([422, 'form_not_printed']);
    yesBytes(await day.call('seller1', printPrecontractRoute, { params, query: {} }));
    expect(yes(await handOver())).toMatchObject({ form: 'ieb-2026' });
    const form = yes<{ sections: { rows: { value: unknown; why: unknown }[] }[]; deliveries: { channel: string; recipient: string; givenBy: string }[] }>(await day.call('seller1', getPrecontractRoute, { params, query: {} }));
    expect(form.sections.flatMap(({ rows }) => rows).every(({ value, why }) => value !== null || why !== null)).toBe(true);
    expect(form.deliveries).toMatchObject([{ channel: 'handed', recipient: 'Marta Prova', givenBy: 'Persona seller1' }]);
  });
});

test('10:30, the other dealer’s seller works on, and neither sees nor reserves that car or that quote', async () => {
  at('10:30');
  neighbour = await day.save('seller3', [day.choice({ vehicle: { kind: 'stock', stockId: day.showroom.otherCar }, priceCents: 2_850_000 })], { reference: 'Cliente di là' });
  expect(neighbour.number).toBe('DLR002-2026-00001');
  const stock = yes<{ items: StockVehicle[] }>(await day.call('seller3', listStockRoute, { query: {} })).items.map(({ stockId }) => stockId);
  expect(stock).toEqual([day.showroom.otherCar]);
  const params = { id: day.showroom.newCar };
  const answers = [
    await day.call('seller3', getStockVehicleRoute, { params }), await day.call('seller3', stockPageRoute, { params }), await day.call('seller3', reserveVehicleRoute, { params, body: { days: 1 } }),
    await day.call('seller3', sellVehicleRoute, { params }), await day.call('seller3', getQuoteRoute, { params: { id: walkIn.id } }),
    await day.call('seller3', reserveForQuoteRoute, { params: { id: walkIn.id }, body: { proposal: 1, days: 1 } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
  const body = await day.saving('seller3', [day.choice({ vehicle: { kind: 'stock', stockId: day.showroom.otherCar }, priceCents: 2_850_000 })]);
  for (const { input } of body.proposals) input.vehicle = { kind: 'stock', stockId: day.showroom.newCar };
  expect(no(await day.call('seller3', saveQuoteRoute, { body }))).toEqual([422, 'vehicle_not_available']);
});

describe('11:00, they want it', () => {
  test('the car is held from the quote; the second seller is told until when, and holds another for the day', async () => {
    at('11:00');
    rival = await day.save('seller2', [day.choice()], { reference: '=HYPERLINK("http://evil.example";"clicca")' });
    yes(await day.call('seller1', reserveForQuoteRoute, { params: { id: walkIn.id }, body: { proposal: 1, days: 5 } }));
    const late = await day.call('seller2', reserveForQuoteRoute, { params: { id: rival.id }, body: { proposal: 1, days: 5 } });
    expect([...no(late), (late.body as { detail: string }).detail]).toEqual([422, 'vehicle_reserved', 'Il veicolo è già riservato fino al 03/12/2026.']);
    yes(await day.call('seller2', reserveVehicleRoute, { params: { id: day.showroom.usedCar }, body: { days: 0 } }));
  });

  test('on the phone the link shows the figures of the desk; deposit and term are changed and they ask to go on', async () => {
    const { url } = yes<{ url: string }>(await day.call('seller1', shareQuoteRoute, { params: { id: walkIn.id }, body: { expiresOn: saturday } }));
    expect(url.startsWith(`${publicUrl}/p/`)).toBe(true);
    linkToken = url.slice(-22);
    const phone = yes<SharedQuote>(await day.call(undefined, sharedQuoteRoute, { params: { token: linkToken } }));
    expect(phone.proposals.map(({ figures }) => figures)).toEqual(walkIn.proposals.map(({ figures }) => figures));
    expect(JSON.stringify(phone)).not.toMatch(/margine basso|300 555|"commission":\{/);
    const own = yesBytes(await day.call('seller1', printQuoteRoute, { params: { id: walkIn.id }, query: {} }));
    expect(yesBytes(await day.call(undefined, sharedDocumentRoute, { params: { token: linkToken }, query: {} })).equals(own)).toBe(true);

    const [first] = phone.proposals;
    if (first === undefined) throw new Error('nothing is shared');
    const choice = { depositCents: first.input.depositCents + 100_000, termMonths: 36 };
    const priced = priceQuote(chosenInput(first.input, first.conditions, choice), first.conditions, phone.startDate, first.vehicle);
    if (!priced.ok) throw new Error(priced.refusal);
    const body = { revision: 1, proposal: 1, ...choice, shown: shownFigures(priced.figures), phone: '+39 300 555 0123', email: '' };
    const asked = await Promise.all([1, 2].map(() => day.call(undefined, askToGoOnRoute, { params: { token: linkToken }, body })));
    expect(asked.map(({ status }) => status)).toEqual([200, 200]);
    await day.workerTurn();
    await day.workerTurn();
    expect(await timeline('seller1', walkIn.id)).toEqual(['saved', 'printed', 'printed', 'secciPrinted', 'secciDelivered', 'reserved', 'shared', 'shareOpened', 'printed', 'printed', 'askedToGoOn']);
    expect(await news('seller1')).toEqual(expect.arrayContaining(['quoting.share-opened', 'quoting.asked-to-go-on']));
    expect((await news('dealerManager')).filter((kind) => kind === 'quoting.asked-to-go-on')).toHaveLength(1);
    for (const other of ['seller2', 'seller3', 'altManager'] as const) expect([other, await news(other)]).toEqual([other, []]);
  });
});

test('12:00, the Saturday offer gets dearer while a quote is open: refused by name, with the new figure, and priced again', async () => {
  at('11:55');
  const inWork = await day.saving('seller2', [day.choice({ offerId: flashOffer, vehicle: { kind: 'stock', stockId: arrived.find(({ kind }) => kind === 'new')?.stockId ?? '' }, priceCents: 2_790_000 })], { reference: 'In corso' });
  at('12:00');
  const next = {
    version: 1, name: 'Sabato', terms: [36, 48, 60].map((months) => ({ months, nominalRatePpm: 64_500 })), validFrom: saturday, validTo: null, nodeId: day.world.node('TST'), kinds: ['new'], makes: null, carlineIds: null,
    versionIds: null, fuels: null, channels: null, customerTypes: null, minAgeMonths: null, maxAgeMonths: null, minMileageKm: null, maxMileageKm: null, minDepositPpm: 0, commissionPpm: 20_000,
  };
  yes(await day.call('pricingManager', supersedeOfferRoute, { params: { id: flashOffer }, body: next }));
  expect(no(await day.call('seller2', saveQuoteRoute, { body: inWork }))).toEqual([422, 'offer_not_in_force']);
  const renewed = structuredClone(inWork);
  for (const { input } of renewed.proposals) input.offerVersion = 2;
  const refused = await day.call('seller2', saveQuoteRoute, { body: renewed });
  const again = await day.saving('seller2', renewed.proposals.map(({ input }) => input), { reference: 'In corso' });
  const figure = again.proposals[0]?.shown.instalmentWithFeesCents ?? 0;
  expect([...no(refused), (refused.body as { detail: string }).detail]).toEqual([422, 'figures_differ', expect.stringContaining(euro(figure))]);
  expect(figure).toBeGreaterThan(inWork.proposals[0]?.shown.instalmentWithFeesCents ?? 0);
  repriced = yes(await day.call('seller2', saveQuoteRoute, { body: again }));
  expect(leadingProposal(repriced).conditions.offerVersion).toBe(2);
  expect(leadingProposal(await open('seller1', walkIn.id)).figures).toEqual(leadingProposal(walkIn).figures);
});

describe('15:00, a company', () => {
  const company = { type: 'company', phone: '', email: 'acquisti@example.com' } as const;

  test('eight cars in two lines: the totals are the lines times their quantities', async () => {
    at('15:00');
    const car = (changes: Partial<QuoteInput>) => day.choice({ vehicle: { kind: 'catalogue', versionId: day.showroom.versionId }, tradeInCents: 0, ...changes });
    fleet = await day.save('seller1', [{ ...car({}), quantity: 5 }, { ...car({ optionCodes: ['BLACK'], termMonths: 60 }), quantity: 3 }], { kind: 'fleet', customer: company, reference: 'Idraulica Prova' });
    const sum = (of: (proposal: Quote['proposals'][number]) => number): number => fleet.proposals.reduce((total, proposal) => total + proposal.quantity * of(proposal), 0);
    expect(fleet.totals).toMatchObject({ quantity: 8, instalmentWithFeesCents: sum(({ figures }) => figures.instalmentWithFeesCents), totalDueCents: sum(({ figures }) => figures.totalDueCents) });
    expect(no(await day.call('seller1', getPrecontractRoute, { params: { id: fleet.id }, query: {} }))).toEqual([422, 'not_a_consumer']);
  });

  test('and a lease, which is not for private people; what can be deducted is told with its article', async () => {
    const body = await day.saving('seller1', [day.lease()], { customer: company, reference: 'Idraulica Prova' });
    expect(no(await day.call('seller1', saveQuoteRoute, { body: { ...body, customer: consumer } }))).toEqual([422, 'offer_not_for_customer']);
    lease = yes(await day.call('seller1', saveQuoteRoute, { body }));
    const { lease: figures } = leadingProposal(lease).figures;
    if (figures === null) throw new Error('no lease');
    expect(figures.grossDueCents).toBe(figures.netDueCents + figures.vatCents);
    const told = deductibility({ use: 'notExclusive', onDay: saturday, carNetCents: figures.netAssetCents, costNetCents: figures.netDueCents, vatCents: figures.vatCents });
    expect(told).toMatchObject({ ok: true, value: { costPpm: 200_000, vatPpm: 400_000 } });
  });
});

test('16:00, the quote goes by e-mail: what the mail server received is the archived paper, once', async () => {
  at('16:00');
  const body = { key: '00000000-0000-4000-8000-000000000001', to: 'coppia@example.com', message: 'Gentili signori,\necco il preventivo.', precontract: { proposal: 1 } };
  for (let press = 0; press < 2; press += 1) yes(await day.call('seller1', mailQuoteRoute, { params: { id: walkIn.id }, body }));
  await day.workerTurn();
  await day.workerTurn();
  expect(day.received).toHaveLength(1);
  const [message = ''] = day.received;
  expect(message).toMatch(/^To: coppia@example\.com/m);
  const files = message.split(/--[-\w=]+\r\n/).filter((part) => /Content-Disposition: attachment/i.test(part)).map((part) => Buffer.from(part.split('\r\n\r\n')[1]?.split('\r\n--')[0] ?? '', 'base64'));
  const archived = [await day.call('seller1', printQuoteRoute, { params: { id: walkIn.id }, query: {} }), await day.call('seller1', printPrecontractRoute, { params: { id: walkIn.id }, query: {} })];
  expect(files.map((file, index) => file.equals(archived[index]?.bytes ?? Buffer.alloc(0)))).toEqual([true, true]);
  const form = yes<{ deliveries: { channel: string }[] }>(await day.call('seller1', getPrecontractRoute, { params: { id: walkIn.id }, query: {} }));
  expect(form.deliveries.map(({ channel }) => channel).toSorted()).toEqual(['email', 'handed']);
});

describe('17:30, the day is put in order', () => {
  test('the manager’s view lists his dealer’s quotes, the neighbour’s are in nobody’s list but his', async () => {
    at('17:30');
    const query = { sort: 'amount', status: 'open' };
    const view = yes<SavedView>(await day.call('dealerManager', addViewRoute, { body: { list: 'quotes', name: 'Sabato', query, shared: true } }));
    const seen = yes<{ items: SavedView[] }>(await day.call('seller2', listViewsRoute, { query: { list: 'quotes' } })).items;
    expect(seen.map(({ name, own, query: kept }) => [name, own, kept])).toEqual([['Sabato', false, query]]);
    expect(no(await day.call('seller2', changeViewRoute, { params: { id: view.id }, body: { name: 'Mia', query, shared: true } }))[0]).toBe(404);
    const listed = yes<{ items: QuoteListItem[] }>(await day.call('dealerManager', listQuotesRoute, { query: view.query })).items;
    expect(listed.map(({ id }) => id).toSorted()).toEqual([walkIn, rival, repriced, fleet, lease].map(({ id }) => id).toSorted());
    expect(listed.map(({ totalCreditCents }) => totalCreditCents)).toEqual(listed.map(({ totalCreditCents }) => totalCreditCents).toSorted((a, b) => b - a));
    expect(yes(await day.call('areaManager', countFilteredRoute, { query: {} }))).toEqual({ count: 6, more: false });
    expect(yes<{ items: QuoteListItem[] }>(await day.call('seller3', listQuotesRoute, { query: {} })).items.map(({ id }) => id)).toEqual([neighbour.id]);
    const byPhone = yes<{ items: QuoteListItem[] }>(await day.call('seller1', listQuotesRoute, { query: { text: '3005550199' } })).items;
    expect(byPhone.map(({ id }) => id)).toEqual([walkIn.id]);
  });

  test('follow-ups are set for many at once; somebody else’s quote is not among them', async () => {
    const ids = [fleet.id, lease.id, rival.id, neighbour.id];
    const done = yes<{ items: { id: string; outcome: string }[] }>(await day.call('seller1', setFollowUpsRoute, { body: { ids, followUpOn: '2026-12-02' } })).items;
    expect(ids.map((id) => done.find((item) => item.id === id)?.outcome)).toEqual(['done', 'done', 'not_found', 'not_found']);
    const planned = yes<{ items: QuoteListItem[] }>(await day.call('seller1', listQuotesRoute, { query: { followUp: 'planned', sort: 'followUp' } })).items;
    expect(planned.map(({ followUpOn }) => followUpOn)).toEqual(['2026-12-01', '2026-12-02', '2026-12-02']);
  });

  test('the export runs in no spreadsheet and holds this dealer’s quotes alone', async () => {
    const csv = yesBytes(await day.call('dealerManager', exportQuotesRoute, { query: { format: 'csv' } })).toString();
    expect(csv.split('\r\n').filter((line) => line !== '')).toHaveLength(6);
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"";""clicca"")"`);
    const xlsx = await unzipped(yesBytes(await day.call('dealerManager', exportQuotesRoute, { query: { format: 'xlsx' } })));
    const sheet = xlsx.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toContain('=HYPERLINK(');
    expect(sheet).not.toMatch(/<f[ >]/);
    expect(csv + sheet).not.toContain('Cliente di là');
  });
});

test('18:00, sold: the car can be neither held nor quoted any more', async () => {
  at('18:00');
  yes(await day.call('seller1', sellVehicleRoute, { params: { id: day.showroom.newCar } }));
  expect(no(await day.call('seller2', reserveForQuoteRoute, { params: { id: rival.id }, body: { proposal: 1, days: 1 } }))).toEqual([422, 'vehicle_sold']);
  expect(no(await day.call('seller2', duplicateQuoteRoute, { params: { id: rival.id } }))).toEqual([422, 'vehicle_not_available']);
  expect(yes(await day.call('seller1', quoteReservationsRoute, { params: { id: walkIn.id } }))).toMatchObject({ items: [{ state: 'gone' }, { state: 'gone' }] });
});

test('18:30, every paper of the day is printed', async () => {
  at('18:30');
  for (const [who, quote] of quotesOfTheDay()) {
    const params = { id: quote.id };
    papers.set(`${quote.number} it`, async () => yesBytes(await day.call(who, printQuoteRoute, { params, query: {} })));
    papers.set(`${quote.number} en`, async () => yesBytes(await day.call(who, printQuoteRoute, { params, query: { language: 'en' } })));
    if (quote.proposals.length > 1) papers.set(`${quote.number} comparison`, async () => yesBytes(await day.call(who, comparisonRoute, { params, query: {} })));
    if (quote.customer.type !== 'consumer') continue;
    for (const { number } of quote.proposals) papers.set(`${quote.number} form ${number}`, async () => yesBytes(await day.call(who, printPrecontractRoute, { params, query: { proposal: number, signingOn: saturday } })));
  }
  for (const [name, print] of papers) asPrinted.set(name, await print());
  expect(asPrinted.size).toBe(6 * 2 + 2 + 3 + 3);
});

test('at night what was for the day ends: the reservation and the link', async () => {
  at('23:59');
  yes(await day.call(undefined, sharedQuoteRoute, { params: { token: linkToken } }));
  at('00:06', '2026-11-29');
  expect(no(await day.call(undefined, sharedQuoteRoute, { params: { token: linkToken } }))).toEqual([404, 'link_not_valid']);
  expect(no(await day.call(undefined, sharedDocumentRoute, { params: { token: linkToken }, query: {} }))).toEqual([404, 'link_not_valid']);
  await day.job('vehicles:close-expired-reservations');
  const { vehicle, reservation, history } = yes<StockPage>(await day.call('seller1', stockPageRoute, { params: { id: day.showroom.usedCar } }));
  expect([vehicle.state, reservation, history[0]]).toEqual(['available', null, { kind: 'reservationEnded', on: '2026-11-29', reason: 'expired' }]);
});

describe('next year, all offers changed', () => {
  beforeAll(async () => {
    at('10:00', '2027-11-27');
    const offers = await db.current.database.pool.query<{ id: string; version: number }>('select o.id, max(o.version) as version from pricing.offers o where o.tenant_id = 1 group by o.id');
    await day.world.asSystem({ now: day.now }, async (ctx) => {
      for (const { id, version } of offers.rows) {
        const changes = { name: 'Tutta nuova', terms: [{ months: 24, nominalRatePpm: 119_000 }], validTo: null, minDepositPpm: 300_000 };
        const written = await supersedeOffer(ctx, { offerId: id, version, validFrom: ctx.today, changes });
        expect(written).toMatchObject({ ok: true });
      }
    });
    await db.current.database.pool.query('update vehicles.versions set list_price_cents = list_price_cents + 100000');
    await db.current.database.pool.query('update pricing.services set monthly_cents = monthly_cents * 3');
  });

  test('every quote of that Saturday is computed again without a difference', async () => {
    for (const [who, quote] of quotesOfTheDay()) {
      const replay = yes<{ same: boolean; proposals: { same: boolean; refusal: string | null; differences: unknown[] }[] }>(await day.call(who, replayQuoteRoute, { params: { id: quote.id }, query: {} }));
      expect([quote.number, replay.same, replay.proposals.map(({ refusal, differences }) => [refusal, differences])]).toEqual([quote.number, true, quote.proposals.map(() => [null, []])]);
      expect((await open(who, quote.id)).proposals).toEqual(quote.proposals);
    }
  });

  test('every paper is the same to the byte', async () => {
    for (const [name, print] of papers) expect([name, (await print()).equals(asPrinted.get(name) ?? Buffer.alloc(0))]).toEqual([name, true]);
  });

  test('the audit trail is whole', async () => {
    const key = await loadAuditKey(day.auditKeyFile);
    const heads = join(dirname(day.auditKeyFile), 'audit-heads.jsonl');
    await sealAudit(db.current.database, key, [heads], () => day.now);
    expect(await verifyAudit(db.current.database, key, [heads])).toMatchObject({ findings: [], unsealed: 0 });
  });
});

function quotesOfTheDay(): [PersonName, Quote][] {
  return [['seller1', walkIn], ['seller2', rival], ['seller3', neighbour], ['seller2', repriced], ['seller1', fleet], ['seller1', lease]];
}

function yesBytes({ status, body, bytes }: { readonly status: number; readonly body: unknown; readonly bytes: Buffer }): Buffer {
  expect(status, JSON.stringify(body)).toBe(200);
  return bytes;
}
