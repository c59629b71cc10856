/**
 * What somebody would try in a showroom who knows the addresses and has all the time in the world. Each attempt goes
 * through the whole door, is refused by the name that stands beside it, and leaves no changed row anywhere.
 */
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addViewRoute, changeViewRoute, openWithViewRoute, removeViewRoute, type SavedView } from '#identity/api';
import type { RouteContract } from '#platform/contract';
import { sql } from '#platform/sql';
import { addOffer } from '#pricing';
import { endOfferRoute, supersedeOfferRoute } from '#pricing/api';
import {
  askToGoOnRoute, comparisonRoute, deliverPrecontractRoute, duplicateQuoteRoute, endShareRoute, exportChosenRoute, exportQuotesRoute, getPrecontractRoute, getQuoteRoute, listSharesRoute, mailQuoteRoute, priceQuote,
  printPrecontractRoute, printQuoteRoute, quoteReservationsRoute, releaseForQuoteRoute, replayQuoteRoute, reserveForQuoteRoute, reviseQuoteRoute, saveQuoteRoute, setFollowUpsRoute, sharedDocumentRoute,
  sharedPhotoRoute, sharedPrecontractRoute, sharedQuoteRoute, shareQuoteRoute, shownFigures, timelineRoute, type Quote, type SaveQuoteBody, type SharedQuote,
} from '#quoting/api';
import {
  deletePhotoRoute, exportChosenStockRoute, exportStockRoute, getStockVehicleRoute, orderPhotosRoute, photoFileRoute, releaseReservationRoute, reserveVehicleRoute, sellVehicleRoute, stockPageRoute,
} from '#vehicles/api';
import { setLogoRoute } from '../server/modules/documents/api.ts';
import { addPartRoute, getImportRoute, listFaultsRoute, previewImportRoute, readFileRoute, reportCsvRoute, reportXlsxRoute, runImportRoute, startImportRoute, type ImportFaultListed, type ImportListed } from '../server/modules/flows/api.ts';
import { defaultProfiles } from '../server/modules/identity/rules/profiles.ts';
import { allRoutes } from '../server/main.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { fingerprint } from '../server/testing/fingerprint.ts';
import type { Answered } from '../server/testing/http.ts';
import { no, ShowroomDay, yes } from '../server/testing/showroom-day.ts';
import { unzipped } from '../server/testing/unzipped.ts';
import { altPeople, tstPeople, worldNow, type PersonName } from '../server/testing/world.ts';
import { zipped } from '../server/testing/zipped.ts';

const db = useTestDatabase();
const today = '2026-11-23';
let day: ShowroomDay;
let ours: Quote;
let theirs: Quote;
let link: Link;
let theirLink: Link;
let endedLink: Link;
let shortLink: Link;
let photoId: string;
let view: SavedView;
let importId: string;
/** Cut for the other dealer alone. */
let neighbourOffer: string;
let remoteOffer: string;

interface Link {
  readonly id: string;
  readonly token: string;
}

async function share(name: PersonName, quote: Quote, expiresOn: string): Promise<Link> {
  const { id, url } = yes<{ id: string; url: string }>(await day.call(name, shareQuoteRoute, { params: { id: quote.id }, body: { expiresOn } }));
  return { id, token: url.slice(-22) };
}

const stockHeads = 'Telaio;Codice versione;Codice sede;Tipo;Prezzo;Colore\n';
const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#334455' }, limitInputPixels: false });

beforeAll(async () => {
  day = await ShowroomDay.open(db.current.database, worldNow);
  const everywhere = { validFrom: '2026-01-01', validTo: null, kinds: ['new'], makes: null, fuels: null, maxAgeMonths: null, maxMileageKm: null, minDepositPpm: 0, commissionPpm: 0, terms: [{ months: 48, nominalRatePpm: 9_500 }] };
  await day.world.asSystem({}, async (ctx) => {
    const { product_id: productId } = await ctx.tx.row<{ product_id: string }>(sql`select o.product_id from pricing.offers o where o.id = ${day.showroom.levelOffer}`);
    neighbourOffer = await addOffer(ctx, { ...everywhere, code: 'SOLO2', name: 'Solo di là', productId, nodeId: day.world.node('DLR002') });
    remoteOffer = await addOffer(ctx, { ...everywhere, code: 'WEB', name: 'Solo online', productId, nodeId: day.world.node('TST'), channels: ['online'] });
  });
  ours = await day.save('seller1', [day.balloon(), day.choice({ termMonths: 60 })], { note: 'margine basso' });
  theirs = await day.save('seller3', [day.choice({ vehicle: { kind: 'stock', stockId: day.showroom.otherCar }, priceCents: 2_850_000 })]);
  link = await share('seller1', ours, ours.expiresOn);
  theirLink = await share('seller3', theirs, theirs.expiresOn);
  endedLink = await share('seller1', ours, ours.expiresOn);
  shortLink = await share('seller1', ours, today);
  yes(await day.call('seller1', endShareRoute, { params: { id: ours.id, shareId: endedLink.id } }));
  const photo = await picture(900, 600).jpeg().toBuffer();
  ({ photoId } = yes<{ photoId: string }>(await day.send('seller1', 'POST', photosOf(day.showroom.newCar), photo, 'image/jpeg')));
  yes(await day.call('seller1', reserveVehicleRoute, { params: { id: day.showroom.usedCar }, body: { days: 3 } }));
  view = yes(await day.call('seller1', addViewRoute, { body: { list: 'quotes', name: 'Mia', query: {}, shared: false } }));
  // A sign-in is written down: nobody signs in between two looks at the database.
  for (const name of Object.keys({ ...tstPeople, ...altPeople }) as PersonName[]) await day.as(name);
  ({ id: importId } = await day.upload('dealerManager', 'vehicles.stock', Buffer.from(`${stockHeads}ZFA3120000J000101;yc;DLR001-B1;nuovo;27900;Rosso\n`), 'piazzale.csv'));
});
afterAll(() => day.close());

const photosOf = (stockId: string): string => `/api/vehicles/stock/${stockId}/photos`;

/** Refused by this name, and the database is as before. */
async function refused(attempt: () => Promise<Answered>, status: number, name: string): Promise<void> {
  const before = await fingerprint(db.current.database);
  expect(no(await attempt())).toEqual([status, name]);
  expect(await fingerprint(db.current.database)).toBe(before);
}

/** What the desk would save for seller1, after somebody laid hands on it. */
async function tampered(change: (body: SaveQuoteBody, proposal: SaveQuoteBody['proposals'][number]) => void, inputs = [day.choice()]): Promise<Answered> {
  const body = await day.saving('seller1', inputs);
  const [first] = body.proposals;
  if (first === undefined) throw new Error('nothing to save');
  change(body, first);
  return day.call('seller1', saveQuoteRoute, { body });
}

const catalogueCar = () => day.choice({ vehicle: { kind: 'catalogue', versionId: day.showroom.versionId }, optionCodes: ['BLACK', 'NAV'] });

describe('prices and rates changed in the browser', () => {
  test.each<[string, () => Promise<Answered>, number, string]>([
    ['an instalment one cent lower', () => tampered((_, { shown }) => void (shown.instalmentWithFeesCents -= 1)), 422, 'figures_differ'],
    ['a lower rate, with figures that fit it', () => atOwnRate(9_900), 422, 'figures_differ'],
    ['a rate sent along', () => tampered((_, { input }) => void Object.assign(input, { nominalRatePpm: 0 })), 400, 'invalid_input'],
    ['conditions sent along', () => tampered((_, proposal) => void Object.assign(proposal, { conditions: { terms: [] } })), 400, 'invalid_input'],
    ['a lower price, with the figures of the higher', () => tampered((_, { input }) => void (input.priceCents -= 100_000)), 422, 'figures_differ'],
    ['a price above the house’s, to hide a discount', () => tampered((_, { input }) => void (input.priceCents += 1)), 422, 'price_above_list'],
    ['a price below nothing', () => tampered((_, { input }) => void (input.priceCents = -1)), 400, 'invalid_input'],
    ['a discount above the price', () => tampered((_, { input }) => void (input.discountCents = 9_000_000)), 422, 'discount_above_price'],
    ['a deposit below the least', () => tampered((_, { input }) => void Object.assign(input, { depositCents: 0, tradeInCents: 0 }), [day.balloon()]), 422, 'deposit_below_minimum'],
    ['a balloon above the guaranteed value', () => tampered((_, { input }) => void (input.balloonCents = 2_000_000), [day.balloon()]), 422, 'balloon_out_of_range'],
    ['a payoff nobody covers', () => tampered((_, { input }) => void Object.assign(input, { depositCents: 0, tradeIn: { plate: '', description: '', mileageKm: null, payoffCents: 900_000 } })), 422, 'payoff_not_covered'],
    ['an option for nothing: its price sent along', () => tampered((_, { input }) => void Object.assign(input, { options: [{ code: 'NAV', name: 'Navigatore', priceCents: 0 }] }), [catalogueCar()]), 400, 'invalid_input'],
    ['an option added behind the figures', () => tampered((_, { input }) => void (input.optionCodes = ['BLACK', 'NAV', 'HUD']), [catalogueCar()]), 422, 'figures_differ'],
    ['options that cannot stand on one car', () => tampered((_, { input }) => void (input.optionCodes = ['BLACK', 'ROOF', 'RACK']), [catalogueCar()]), 422, 'options_exclude'],
    ['options on a car that stands there', () => tampered((_, { input }) => void (input.optionCodes = ['NAV'])), 422, 'options_of_stock_car'],
    ['a hundred of the one car', () => tampered((body, proposal) => void (Object.assign(body, { kind: 'fleet' }), (proposal.quantity = 100))), 422, 'quantity_of_stock_car'],
    ['yesterday’s figures', () => tampered((body) => void (body.startDate = '2026-11-22')), 422, 'day_changed'],
  ])('%s', (_, attempt, status, name) => refused(attempt, status, name));

  async function atOwnRate(nominalRatePpm: number): Promise<Answered> {
    const input = day.choice();
    const { items } = await day.offers('seller1', input.vehicle);
    const conditions = items.find(({ offerId }) => offerId === input.offerId);
    if (conditions === undefined) throw new Error('not offered');
    const priced = priceQuote(input, { ...conditions, terms: conditions.terms.map(({ months }) => ({ months, nominalRatePpm })) }, today);
    if (!priced.ok) throw new Error(priced.refusal);
    const { figures } = priced;
    return tampered((_, proposal) => void (proposal.shown = shownFigures(figures)));
  }
});

describe('offers that are not to be had', () => {
  test.each<[string, () => Promise<Answered>, string]>([
    ['the other dealer’s', () => tampered((_, { input }) => void (input.offerId = neighbourOffer)), 'offer_not_in_force'],
    ['one for another channel', () => tampered((_, { input }) => void (input.offerId = remoteOffer)), 'offer_not_for_channel'],
    ['one that ended in summer, replayed', () => tampered((_, { input }) => void (input.offerId = day.showroom.endedOffer)), 'offer_not_in_force'],
    ['a version that is not there yet', () => tampered((_, { input }) => void (input.offerVersion = 2)), 'offer_not_in_force'],
    ['one for used cars', () => tampered((_, { input }) => void (input.offerId = day.showroom.usedOffer)), 'offer_not_for_vehicle'],
    ['a lease for a private person', () => tampered((_, { input }) => void Object.assign(input, { offerId: day.extras.leaseOffer, balloonCents: 28_000 })), 'offer_not_for_customer'],
    ['one that never was', () => tampered((_, { input }) => void (input.offerId = ours.id)), 'offer_not_in_force'],
  ])('%s', (_, attempt, name) => refused(attempt, 422, name));
});

describe.each(['seller3', 'altSeller', 'altManager'] as const)('another house’s things, by %s', (who) => {
  const quote = () => ({ id: ours.id });
  const car = () => ({ id: day.showroom.newCar });
  const held = () => ({ id: day.showroom.usedCar });
  const call = (contract: RouteContract, request: object) => day.call(who, contract, request);
  test.each<[string, () => Promise<Answered>, number?]>([
    ['read a quote', () => call(getQuoteRoute, { params: quote() })],
    ['its timeline', () => call(timelineRoute, { params: quote() })],
    ['its replay', () => call(replayQuoteRoute, { params: quote() })],
    ['its print', () => call(printQuoteRoute, { params: quote() })],
    ['its comparison', () => call(comparisonRoute, { params: quote() })],
    ['its pre-contract form', () => call(getPrecontractRoute, { params: quote() })],
    ['that form on paper', () => call(printPrecontractRoute, { params: quote() })],
    ['hand the form over', () => call(deliverPrecontractRoute, { params: quote(), body: { revision: 1, proposal: 1, language: 'it', recipient: 'Altri' } })],
    ['duplicate it', () => call(duplicateQuoteRoute, { params: quote() })],
    ['share it', () => call(shareQuoteRoute, { params: quote(), body: { expiresOn: today } })],
    ['list its links', () => call(listSharesRoute, { params: quote() })],
    ['end its link', () => call(endShareRoute, { params: { ...quote(), shareId: link.id } })],
    ['end its link under one’s own quote', () => call(endShareRoute, { params: { id: theirs.id, shareId: link.id } })],
    ['mail it', () => call(mailQuoteRoute, { params: quote(), body: { key: '00000000-0000-4000-8000-000000000009', to: 'a@example.com', message: '' } })],
    ['its cars', () => call(quoteReservationsRoute, { params: quote() })],
    ['hold its car', () => call(reserveForQuoteRoute, { params: quote(), body: { proposal: 1, days: 1 } })],
    ['free its car', () => call(releaseForQuoteRoute, { params: quote(), query: { proposal: 1 } })],
    ['read a car', () => call(getStockVehicleRoute, { params: car() })],
    ['its page', () => call(stockPageRoute, { params: car() })],
    ['reserve it', () => call(reserveVehicleRoute, { params: car(), body: { days: 1 } })],
    ['release what another holds', () => call(releaseReservationRoute, { params: held() })],
    ['sell it', () => call(sellVehicleRoute, { params: car() })],
    ['see its photo', () => call(photoFileRoute, { params: { ...car(), photoId, size: 'full' } })],
    ['delete its photo', () => call(deletePhotoRoute, { params: { ...car(), photoId } })],
    ['order its photos', () => call(orderPhotosRoute, { params: car(), body: { photoIds: [photoId] } })],
    ['add a photo', async () => day.send(who, 'POST', photosOf(day.showroom.newCar), await picture(900, 600).png().toBuffer(), 'image/png')],
    ['change a saved view', () => call(changeViewRoute, { params: { id: view.id }, body: { name: 'Nostra', query: {}, shared: true } })],
    ['delete a saved view', () => call(removeViewRoute, { params: { id: view.id } })],
    ['open the list with it', () => call(openWithViewRoute, { params: { list: 'quotes' }, body: { viewId: view.id } })],
  ])('%s', (_, attempt) => refused(attempt, 404, 'not_found'));

  test('revise it', async () => {
    const body = await day.saving('seller1', [day.choice()]);
    await refused(() => call(reviseQuoteRoute, { params: quote(), body: { ...body, revision: 1 } }), 404, 'not_found');
  });

  test('quote its car', async () => {
    const body = await day.saving('seller1', [day.choice()]);
    await refused(() => call(saveQuoteRoute, { body }), 422, 'vehicle_not_available');
  });

  test('set its follow-up, or carry it off in a sheet: it is as if it were not there', async () => {
    const before = await rowsOf('quoting.quotes');
    expect(yes(await call(setFollowUpsRoute, { body: { ids: [ours.id], followUpOn: '2026-12-01' } }))).toMatchObject({ items: [{ outcome: 'not_found', number: null }] });
    expect(await rowsOf('quoting.quotes')).toBe(before);
    for (const answer of [
      await call(exportChosenRoute, { body: { ids: [ours.id], format: 'csv' } }), await call(exportQuotesRoute, { query: { format: 'csv' } }), await call(exportChosenStockRoute, { body: { ids: [day.showroom.newCar], format: 'csv' } }),
      await call(exportStockRoute, { query: { format: 'csv' } }),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.bytes.toString()).not.toMatch(/DLR001|ZZZTEST0000000001/);
    }
  });
});

/** All of a table as one text. */
async function rowsOf(table: string): Promise<string> {
  const { rows } = await db.current.database.pool.query<{ all: string }>(`select coalesce(string_agg(t::text, '|' order by t::text), '') as all from ${table} t`);
  return rows[0]?.all ?? '';
}

describe('offers, by the other company’s administrator or a manager of one dealer', () => {
  test.each<[PersonName, number, string]>([['altAdministrator', 403, 'forbidden'], ['dealerManager', 403, 'forbidden'], ['seller1', 403, 'forbidden'], ['areaManager', 403, 'forbidden']])('%s ends or supersedes none', async (who, status, name) => {
    const params = { id: day.showroom.levelOffer };
    await refused(() => day.call(who, endOfferRoute, { params, body: { version: 1, outOfForceFrom: today } }), status, name);
    await refused(() => day.call(who, supersedeOfferRoute, { params, body: {} }), status, name);
  });
});

describe('imports', () => {
  test.each(['altManager', 'seller3'] as const)('%s gets nowhere with a file that another brought', async (who) => {
    const [status, name] = who === 'seller3' ? [403, 'forbidden'] as const : [404, 'not_found'] as const;
    const params = { id: importId };
    for (const attempt of [
      () => day.call(who, getImportRoute, { params }), () => day.call(who, readFileRoute, { params }), () => day.call(who, previewImportRoute, { params, body: { mapping: {} } }),
      () => day.call(who, runImportRoute, { params, body: { mapping: {}, mode: 'all' } }), () => day.call(who, addPartRoute, { params: { ...params, number: 1 }, body: { data: 'YTti' } }),
      () => day.call(who, listFaultsRoute, { params }), () => day.call(who, reportCsvRoute, { params }),
    ]) await refused(attempt, status, name);
  });

  test('a car put on another dealer’s yard, or taken from it, keeps the whole file out', async () => {
    const before = await rowsOf('vehicles.stock_vehicles');
    for (const [line, code] of [['ZFA3120000J000102;yc;DLR002-B1;nuovo;1;Rosso', 'site_not_yours'], ['ZZZTEST0000000003;yc;DLR001-B1;nuovo;1;Rosso', 'vin_elsewhere'], ['ZFA3120000J000102;yc;ALT-DLR001;nuovo;1;Rosso', 'site_not_yours']]) {
      const outcome = await day.bring('dealerManager', 'vehicles.stock', Buffer.from(`${stockHeads}ZFA3120000J000104;yc;DLR001-B1;nuovo;27900;Rosso\n${line}\n`), 'piazzale.csv');
      const faults = yes<{ items: ImportFaultListed[] }>(await day.call('dealerManager', listFaultsRoute, { params: { id: outcome.importId } })).items;
      expect([outcome.state, faults.map((fault) => [fault.row, fault.code])]).toEqual(['refused', [[3, code]]]);
    }
    expect(await rowsOf('vehicles.stock_vehicles')).toBe(before);
  });

  const workbook = { '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' };
  test.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ['a bomb', () => zipped({ ...workbook, 'xl/media/a.bin': ' '.repeat(30_000_000) }), 'zip_bomb'],
    ['a workbook with macros', () => zipped({ ...workbook, 'xl/vbaProject.bin': 'x' }), 'macros'],
    ['XML that names entities of its own', () => zipped({ ...workbook, 'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><workbook>&b;</workbook>' }), 'xml_forbidden'],
    ['a program called .xlsx', () => Buffer.from('MZ\u0090\u0000\u0003', 'latin1'), 'not_a_sheet'],
    ['a page called .csv', () => Buffer.from('<html><script>alert(1)</script></html>'), 'not_a_sheet'],
    ['an old workbook, or one under a password', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old_or_locked_excel'],
  ])('%s is not opened', async (_, bytes, fault) => {
    let answer: Answered | undefined;
    const { id } = await day.upload('dealerManager', 'vehicles.stock', await bytes(), 'listino.xlsx');
    await refused(async () => (answer = await day.call('dealerManager', readFileRoute, { params: { id } })), 422, 'file_refused');
    expect(answer?.body).toMatchObject({ details: { fault } });
  });

  test('a file too large is refused before it is sent, and while it is', async () => {
    const start = (sizeBytes: number) => day.call('dealerManager', startImportRoute, { body: { kind: 'vehicles.stock', fileName: 'a.csv', sizeBytes } });
    await refused(() => start(64 * 1_048_576 + 1), 422, 'file_too_large');
    const { importId: id } = yes<ImportListed>(await start(3));
    await refused(() => day.call('dealerManager', addPartRoute, { params: { id, number: 1 }, body: { data: Buffer.alloc(6).toString('base64') } }), 422, 'file_not_whole');
    await refused(() => day.call('dealerManager', addPartRoute, { params: { id, number: 1 }, body: { data: 'A'.repeat(1_500_000) } }), 413, 'too_large');
    await refused(() => day.call('dealerManager', startImportRoute, { body: { kind: 'vehicles.versions', fileName: 'a.csv', sizeBytes: 3 } }), 422, 'kind_unknown');
  });
});

describe('shared links', () => {
  const wish = async (token: string, changes: object = {}): Promise<Answered> => {
    const phone = yes<SharedQuote>(await day.call(undefined, sharedQuoteRoute, { params: { token: link.token } }));
    const [first] = phone.proposals;
    if (first === undefined) throw new Error('nothing is shared');
    const { depositCents, termMonths } = first.input;
    const body = { revision: 1, proposal: 1, depositCents, termMonths, shown: shownFigures(first.figures), phone: '300 555 0100', email: '', ...changes };
    return day.call(undefined, askToGoOnRoute, { params: { token }, body });
  };
  const doors: [string, (token: string) => Promise<Answered>][] = [
    ['the page', (token) => day.call(undefined, sharedQuoteRoute, { params: { token } })],
    ['the paper', (token) => day.call(undefined, sharedDocumentRoute, { params: { token } })],
    ['the form', (token) => day.call(undefined, sharedPrecontractRoute, { params: { token }, query: { proposal: 1, form: 'ieb-2026' } })],
    ['the photo', (token) => day.call(undefined, sharedPhotoRoute, { params: { token, proposal: 1 } })],
    ['the wish', (token) => wish(token)],
  ];
  beforeAll(async () => {
    // The first opening within the hour stands on the timeline; the looks that follow leave nothing.
    yes(await day.call(undefined, sharedQuoteRoute, { params: { token: link.token } }));
  });

  test.each(doors)('guessed, cut, changed in one sign or ended: %s', async (_, knock) => {
    const { token } = link;
    const neighbouring = token.slice(0, -2) + (token.at(-2) === 'A' ? 'B' : 'A') + token.slice(-1);
    for (const wrong of ['A'.repeat(22), token.slice(1), neighbouring, `${token}A`, token.toUpperCase(), '%', "' or 1=1 --", endedLink.token, link.id, ours.id]) await refused(() => knock(wrong), 404, 'link_not_valid');
  });

  test('after its last day it is what a guessed one is', async () => {
    yes(await day.call(undefined, sharedQuoteRoute, { params: { token: shortLink.token } }));
    day.now = new Date('2026-11-23T23:05:00Z');
    for (const [, knock] of doors.slice(0, 4)) await refused(() => knock(shortLink.token), 404, 'link_not_valid');
    // The open link shows what the wish is made of; its page writes an opening of the new hour first.
    yes(await day.call(undefined, sharedQuoteRoute, { params: { token: link.token } }));
    await refused(() => wish(shortLink.token), 404, 'link_not_valid');
    day.now = worldNow;
  });

  test('figures, revision, term or proposal forged on the phone; a price sent along; no way to call back', async () => {
    for (const [changes, status, name] of [
      [{ shown: { instalmentWithFeesCents: 1, amountFinancedCents: 1, totalDueCents: 1, taegPpm: 1 } }, 422, 'figures_differ'], [{ depositCents: 1_000_000 }, 422, 'figures_differ'], [{ revision: 2 }, 422, 'quote_revised'],
      [{ termMonths: 37 }, 422, 'term_not_offered'], [{ proposal: 3 }, 422, 'proposal_missing'], [{ phone: '' }, 422, 'contact_missing'], [{ discountCents: 5 }, 400, 'invalid_input'], [{ email: 'a@b.example\r\nBcc: c@d.example' }, 400, 'invalid_input'],
    ] as const) await refused(() => wish(link.token, changes), status, name);
  });

  test('one link opens one quote: another dealer’s shows nothing of ours, whoever holds it', async () => {
    const page = yes<SharedQuote>(await day.call(undefined, sharedQuoteRoute, { params: { token: theirLink.token } }));
    expect(page.number).toBe(theirs.number);
    expect(JSON.stringify(page)).not.toMatch(/DLR001|margine basso/);
    // Somebody signed in elsewhere sees through it what any phone sees.
    expect(yes<SharedQuote>(await day.call('altManager', sharedQuoteRoute, { params: { token: theirLink.token } }))).toEqual(page);
  });
});

describe('uploads', () => {
  const send = (bytes: Buffer, type: string) => day.send('seller1', 'POST', photosOf(day.showroom.newCar), bytes, type);
  test.each<[string, () => Promise<Buffer> | Buffer, string, number, string]>([
    ['a page called a photo', () => Buffer.from('<html><script>alert(1)</script></html>'), 'image/jpeg', 422, 'photo_not_a_picture'],
    ['a drawing with a script called a photo', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><script>alert(1)</script></svg>'), 'image/png', 422, 'photo_not_a_picture'],
    ['a drawing as such', () => Buffer.from('<svg/>'), 'image/svg+xml', 415, 'unsupported_media_type'],
    ['a PNG called JPEG', () => picture(900, 600).png().toBuffer(), 'image/jpeg', 422, 'photo_disguised'],
    ['four hundred million pixels in few bytes', () => picture(20_000, 20_000).png().toBuffer(), 'image/png', 422, 'photo_too_many_pixels'],
    ['sixteen megabytes', () => Buffer.alloc(16_000_000, 1), 'image/jpeg', 413, 'too_large'],
  ])('photo: %s', async (_, bytes, type, status, name) => {
    const content = await bytes();
    await refused(() => send(content, type), status, name);
  });

  const svg = (inside: string): Buffer => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><rect width="9" height="9"/>${inside}</svg>`);
  test.each<[string, () => Promise<Buffer> | Buffer, string, number, string]>([
    ['a script', () => svg('<script>alert(1)</script>'), 'image/svg+xml', 422, 'logo_not_allowed'],
    ['a handler', () => svg('<rect onload="alert(1)" width="1" height="1"/>'), 'image/svg+xml', 422, 'logo_not_allowed'],
    ['a picture from elsewhere', () => svg('<image href="https://evil.example/p.png" width="9" height="9"/>'), 'image/svg+xml', 422, 'logo_not_allowed'],
    ['a file of the house', () => svg('<use xlink:href="file:///etc/passwd#a"/>'), 'image/svg+xml', 422, 'logo_not_allowed'],
    ['a page in it', () => svg('<foreignObject><iframe src="https://evil.example"/></foreignObject>'), 'image/svg+xml', 422, 'logo_not_allowed'],
    ['a style that fetches', () => svg('<rect style="fill:url(https://evil.example/#a)" width="1" height="1"/>'), 'image/svg+xml', 422, 'logo_not_allowed'],
    ['entities', () => Buffer.concat([Buffer.from('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), svg('<title>&a;</title>')]), 'image/svg+xml', 422, 'logo_not_a_picture|logo_not_allowed'],
    ['a PNG called a drawing', () => picture(20, 20).png().toBuffer(), 'image/svg+xml', 422, 'logo_disguised|logo_not_a_picture'],
    ['a megabyte', () => Buffer.alloc(1_048_576, 32), 'image/svg+xml', 413, 'too_large'],
  ])('logo: %s', async (_, bytes, type, status, names) => {
    const content = await bytes();
    let name = '';
    const attempt = async () => {
      const answer = await day.send('dealerManager', 'PUT', setLogoRoute.path, content, type);
      name = no(answer)[1] ?? '';
      return answer;
    };
    const before = await fingerprint(db.current.database);
    expect((await attempt()).status).toBe(status);
    expect(names.split('|')).toContain(name);
    expect(await fingerprint(db.current.database)).toBe(before);
  });
});

describe('mail', () => {
  const mail = (body: object) => day.call('seller1', mailQuoteRoute, { params: { id: ours.id }, body: { key: '00000000-0000-4000-8000-000000000007', to: 'a@example.com', message: '', ...body } });
  test.each<[string, object]>([
    ['a second address', { to: 'a@example.com, b@example.com' }], ['a header behind the address', { to: 'a@example.com\r\nBcc: b@example.com' }], ['a header behind the subject', { subject: 'Ciao\r\nBcc: b@example.com' }],
    ['a line break alone in the subject', { subject: 'Ciao\nBcc: b@example.com' }], ['a name around the address', { to: '"x" <a@example.com>' }], ['a copy', { bcc: 'b@example.com' }], ['another sender', { from: 'capo@example.com' }],
  ])('%s', (_, body) => refused(() => mail(body), 400, 'invalid_input'));

  test('a message that looks like a mail is a message', async () => {
    yes(await mail({ message: 'Ciao\r\n.\r\nMAIL FROM:<x@evil.example>\r\nBcc: b@example.com\r\n\r\n--=_\r\nContent-Type: text/html\r\n\r\n<script>', subject: 'Bcc: b@example.com' }));
    await day.workerTurn();
    expect(day.received).toHaveLength(1);
    const head = day.received[0]?.split('\r\n\r\n')[0] ?? '';
    expect(head).not.toMatch(/^(Bcc|Cc):/im);
    expect(head).toContain('Subject: Bcc: b@example.com');
    const pages = (day.received[0] ?? '').split(/\r\n--[-\w]+-Part_\d+(?:--)?\r\n/).filter((part) => /^Content-Type: text\/html/m.test(part.split('\r\n\r\n')[0] ?? ''));
    expect(pages.map((page) => [page.includes('<script>'), page.includes('&lt;script&gt;')])).toEqual([[false, true]]);
  });

  test('a name with a header in it comes in as one line: no subject can hold a second', async () => {
    const line = 'yc2;Toyota;Yaris Cross;"1.5 Hybrid\r\nBcc: b@example.com";benzina;85;28900;5;101';
    expect(await day.bring('pricingManager', 'vehicles.versions', Buffer.from(`Codice;Marca;Modello;Versione;Alimentazione;kW;Listino;Posti;CO2\n${line}\n`), 'listino.csv')).toMatchObject({ state: 'done', added: 1 });
    expect(await rowsOf(`(select v.name from vehicles.versions v where v.external_code = 'yc2')`)).toBe('("1.5 Hybrid Bcc: b@example.com")');
  });
});

test('a key used again for something else is refused; for the same it answers the same', async () => {
  const first = await day.saving('seller1', [day.choice()]);
  const who = await day.as('seller1');
  const send = (body: SaveQuoteBody) => day.http.call(who, saveQuoteRoute, { body }, { headers: { 'idempotency-key': 'attack-key-0001' } });
  const saved = yes<Quote>(await send(first));
  await refused(() => send({ ...first, reference: 'Altro' }), 422, 'idempotency_key_reused');
  const before = await fingerprint(db.current.database);
  expect(yes<Quote>(await send(first)).id).toBe(saved.id);
  expect(await fingerprint(db.current.database)).toBe(before);
  await refused(async () => day.http.call(who, duplicateQuoteRoute, { params: { id: saved.id } }, { headers: { 'idempotency-key': 'attack-key-0001' } }), 422, 'idempotency_key_reused');
});

describe('every write of the showroom, by every profile that lacks the right', () => {
  const holds = (profile: string | undefined, privilege: string): boolean => {
    const found = defaultProfiles.find(({ key }) => key === profile);
    return found !== undefined && (found.privileges.includes(privilege) || holds(found.parent, privilege));
  };
  const contracts = allRoutes({ auditKeyFile: '', dataDir: '' }, { version: 'test', demo: false, demoPassword: null, demoAccounts: [] })
    .map(({ contract }) => contract)
    .filter(({ method, path, access }) => method !== 'GET' && access !== 'public' && /^\/api\/(quoting|vehicles|pricing|flows|documents)\//.test(path));
  const idFor = (path: string): string =>
    path.startsWith('/api/quoting') ? ours.id : path.startsWith('/api/vehicles/versions') ? day.showroom.versionId : path.startsWith('/api/vehicles') ? day.showroom.newCar : path.startsWith('/api/pricing') ? day.showroom.levelOffer : importId;

  test('there are such writes', () => expect(contracts.length).toBeGreaterThan(25));

  test.each(contracts.map((contract) => [`${contract.method} ${contract.path}`, contract] as const))('%s', async (_, contract) => {
    expect(contract.access).not.toBe('signed-in');
    const lacking = Object.entries(tstPeople).flatMap(([name, { profile }]) => (holds(profile, contract.access) ? [] : [name as PersonName]));
    expect(lacking.length).toBeGreaterThan(3);
    const before = await fingerprint(db.current.database);
    for (const name of [...lacking, undefined]) {
      const request = { params: { id: idFor(contract.path), shareId: link.id, photoId, number: 1 }, ...(contract.body === undefined ? {} : { body: {} }) };
      expect([name, ...no(await day.call(name, contract, request))]).toEqual([name, name === undefined ? 401 : 403, name === undefined ? 'not_signed_in' : 'forbidden']);
    }
    expect(await fingerprint(db.current.database)).toBe(before);
  });
});

describe('formulas in every text that leaves in a sheet', () => {
  const hostile = ['=cmd|\' /C calc\'!A0', '+39', '-1+1', '@SUM(A1)', '＝1', "'=1"];
  /** A cell that a spreadsheet would run. Negative amounts are none: the house writes none here. */
  const wouldRun = /^[=+\-@\t\r＝＋－＠]/;
  beforeAll(async () => {
    const { pool } = db.current.database;
    for (const [index, text] of hostile.entries()) {
      const saved = await day.save('seller1', [day.choice()], { reference: text });
      await pool.query('update quoting.quotes set seller_name = $1, vehicle_label = $1, offer_name = $1, number = $1 || number, dealer_code = $1 where id = $2', [text, saved.id]);
      await pool.query('update vehicles.stock_vehicles set colour = $1, plate = $2 where id = (select s.id from vehicles.stock_vehicles s order by s.id offset $3 limit 1)', [text, text.slice(0, 8), index]);
    }
    await pool.query('update vehicles.makes set name = $1 || name', [hostile[0]]);
    await pool.query(`update identity.nodes set name = $1 || name where kind = 'branch'`, [hostile[3]]);
  });

  const check = async (csv: Answered, xlsx: Answered, least: number): Promise<void> => {
    for (const { status } of [csv, xlsx]) expect(status).toBe(200);
    const rows = parse(csv.bytes.toString(), { delimiter: ';', bom: true });
    expect(rows.length).toBeGreaterThan(least);
    expect(rows.flat().filter((cell) => wouldRun.test(cell))).toEqual([]);
    const parts = await unzipped(xlsx.bytes);
    expect([...parts.values()].filter((part) => /<f[ >/]|ddeLink|externalLink|TargetMode="External"/.test(part))).toEqual([]);
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('t="inlineStr"');
  };

  test('quotes', async () => {
    const both = async (query: object) => [await day.call('dealerManager', exportQuotesRoute, { query: { format: 'csv', ...query } }), await day.call('dealerManager', exportQuotesRoute, { query: { format: 'xlsx', ...query } })] as const;
    const [csv, xlsx] = await both({});
    await check(csv, xlsx, hostile.length);
    expect(csv.bytes.toString()).toContain("'=cmd");
  });

  test('stock', async () => {
    const both = [await day.call('dealerManager', exportStockRoute, { query: { format: 'csv' } }), await day.call('dealerManager', exportStockRoute, { query: { format: 'xlsx' } })] as const;
    await check(...both, 2);
    expect(both[0].bytes.toString()).toContain("'=cmd");
  });

  test('the report of an import', async () => {
    const lines = hostile.map((text) => `ZFA3120000J000109;yc;DLR001-B1;"${text}";"${text}";Rosso`).join('\n');
    const { importId: id, state } = await day.bring('dealerManager', 'vehicles.stock', Buffer.from(`${stockHeads}${lines}\n`), '=cmd.csv');
    expect(state).toBe('refused');
    const both = [await day.call('dealerManager', reportCsvRoute, { params: { id } }), await day.call('dealerManager', reportXlsxRoute, { params: { id } })] as const;
    await check(...both, hostile.length);
  });
});
