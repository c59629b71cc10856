/**
 * What somebody would try in a showroom who knows the addresses and has all the time in the world: on quotes, offers and
 * the neighbour's things. Each attempt goes through the whole door, is refused by the name that stands beside it, and
 * leaves no changed row anywhere.
 */
import { describe, expect, test } from 'vitest';
import { changeViewRoute, openWithViewRoute, removeViewRoute } from '#identity/api';
import type { RouteContract } from '#platform/contract';
import { endOfferRoute, supersedeOfferRoute } from '#pricing/api';
import {
  comparisonRoute, deliverPrecontractRoute, duplicateQuoteRoute, endShareRoute, exportChosenRoute, exportQuotesRoute, getPrecontractRoute, getQuoteRoute, listSharesRoute, mailQuoteRoute, priceQuote,
  printPrecontractRoute, printQuoteRoute, quoteReservationsRoute, releaseForQuoteRoute, replayQuoteRoute, reserveForQuoteRoute, reviseQuoteRoute, saveQuoteRoute, setFollowUpsRoute, shareQuoteRoute, shownFigures,
  timelineRoute, type Quote, type SaveQuoteBody,
} from '#quoting/api';
import {
  deletePhotoRoute, exportChosenStockRoute, exportStockRoute, getStockVehicleRoute, orderPhotosRoute, photoFileRoute, releaseReservationRoute, reserveVehicleRoute, sellVehicleRoute, stockPageRoute,
} from '#vehicles/api';
import { defaultProfiles } from '../server/modules/identity/rules/profiles.ts';
import { allRoutes } from '../server/main.ts';
import { fingerprint } from '../server/testing/fingerprint.ts';
import type { Answered } from '../server/testing/http.ts';
import { no, yes } from '../server/testing/showroom-day.ts';
import { tstPeople, type PersonName } from '../server/testing/world.ts';
import { photosOf, picture, today, useBesiegedHouse } from '../server/testing/besieged-house.ts';

const house = useBesiegedHouse();
const { refused, rowsOf } = house;

/** What the desk would save for seller1, after somebody laid hands on it. */
async function tampered(change: (body: SaveQuoteBody, proposal: SaveQuoteBody['proposals'][number]) => void, inputs = [house.day.choice()]): Promise<Answered> {
  const body = await house.day.saving('seller1', inputs);
  const [first] = body.proposals;
  if (first === undefined) throw new Error('nothing to save');
  change(body, first);
  return house.day.call('seller1', saveQuoteRoute, { body });
}

const catalogueCar = () => house.day.choice({ vehicle: { kind: 'catalogue', versionId: house.day.showroom.versionId }, optionCodes: ['BLACK', 'NAV'] });

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
    ['a deposit below the least', () => tampered((_, { input }) => void Object.assign(input, { depositCents: 0, tradeInCents: 0 }), [house.day.balloon()]), 422, 'deposit_below_minimum'],
    ['a balloon above the guaranteed value', () => tampered((_, { input }) => void (input.balloonCents = 2_000_000), [house.day.balloon()]), 422, 'balloon_out_of_range'],
    ['a payoff nobody covers', () => tampered((_, { input }) => void Object.assign(input, { depositCents: 0, tradeIn: { plate: '', description: '', mileageKm: null, payoffCents: 900_000 } })), 422, 'payoff_not_covered'],
    ['an option for nothing: its price sent along', () => tampered((_, { input }) => void Object.assign(input, { options: [{ code: 'NAV', name: 'Navigatore', priceCents: 0 }] }), [catalogueCar()]), 400, 'invalid_input'],
    ['an option added behind the figures', () => tampered((_, { input }) => void (input.optionCodes = ['BLACK', 'NAV', 'HUD']), [catalogueCar()]), 422, 'figures_differ'],
    ['options that cannot stand on one car', () => tampered((_, { input }) => void (input.optionCodes = ['BLACK', 'ROOF', 'RACK']), [catalogueCar()]), 422, 'options_exclude'],
    ['options on a car that stands there', () => tampered((_, { input }) => void (input.optionCodes = ['NAV'])), 422, 'options_of_stock_car'],
    ['a hundred of the one car', () => tampered((body, proposal) => void (Object.assign(body, { kind: 'fleet' }), (proposal.quantity = 100))), 422, 'quantity_of_stock_car'],
    ['yesterday’s figures', () => tampered((body) => void (body.startDate = '2026-11-22')), 422, 'day_changed'],
  ])('%s', (_, attempt, status, name) => refused(attempt, status, name));

  async function atOwnRate(nominalRatePpm: number): Promise<Answered> {
    const input = house.day.choice();
    const { items } = await house.day.offers('seller1', input.vehicle);
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
    ['the other dealer’s', () => tampered((_, { input }) => void (input.offerId = house.neighbourOffer)), 'offer_not_in_force'],
    ['one for another channel', () => tampered((_, { input }) => void (input.offerId = house.remoteOffer)), 'offer_not_for_channel'],
    ['one that ended in summer, replayed', () => tampered((_, { input }) => void (input.offerId = house.day.showroom.endedOffer)), 'offer_not_in_force'],
    ['a version that is not there yet', () => tampered((_, { input }) => void (input.offerVersion = 2)), 'offer_not_in_force'],
    ['one for used cars', () => tampered((_, { input }) => void (input.offerId = house.day.showroom.usedOffer)), 'offer_not_for_vehicle'],
    ['a lease for a private person', () => tampered((_, { input }) => void Object.assign(input, { offerId: house.day.extras.leaseOffer, balloonCents: 28_000 })), 'offer_not_for_customer'],
    ['one that never was', () => tampered((_, { input }) => void (input.offerId = house.ours.id)), 'offer_not_in_force'],
  ])('%s', (_, attempt, name) => refused(attempt, 422, name));
});

describe.each(['seller3', 'altSeller', 'altManager'] as const)('another house’s things, by %s', (who) => {
  const quote = () => ({ id: house.ours.id });
  const car = () => ({ id: house.day.showroom.newCar });
  const held = () => ({ id: house.day.showroom.usedCar });
  const call = (contract: RouteContract, request: object) => house.day.call(who, contract, request);
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
    ['end its link', () => call(endShareRoute, { params: { ...quote(), shareId: house.link.id } })],
    ['end its link under one’s own quote', () => call(endShareRoute, { params: { id: house.theirs.id, shareId: house.link.id } })],
    ['mail it', () => call(mailQuoteRoute, { params: quote(), body: { key: '00000000-0000-4000-8000-000000000009', to: 'a@example.com', message: '' } })],
    ['its cars', () => call(quoteReservationsRoute, { params: quote() })],
    ['hold its car', () => call(reserveForQuoteRoute, { params: quote(), body: { proposal: 1, days: 1 } })],
    ['free its car', () => call(releaseForQuoteRoute, { params: quote(), query: { proposal: 1 } })],
    ['read a car', () => call(getStockVehicleRoute, { params: car() })],
    ['its page', () => call(stockPageRoute, { params: car() })],
    ['reserve it', () => call(reserveVehicleRoute, { params: car(), body: { days: 1 } })],
    ['release what another holds', () => call(releaseReservationRoute, { params: held() })],
    ['sell it', () => call(sellVehicleRoute, { params: car() })],
    ['see its photo', () => call(photoFileRoute, { params: { ...car(), photoId: house.photoId, size: 'full' } })],
    ['delete its photo', () => call(deletePhotoRoute, { params: { ...car(), photoId: house.photoId } })],
    ['order its photos', () => call(orderPhotosRoute, { params: car(), body: { photoIds: [house.photoId] } })],
    ['add a photo', async () => house.day.send(who, 'POST', photosOf(house.day.showroom.newCar), await picture(900, 600).png().toBuffer(), 'image/png')],
    ['change a saved view', () => call(changeViewRoute, { params: { id: house.view.id }, body: { name: 'Nostra', query: {}, shared: true } })],
    ['delete a saved view', () => call(removeViewRoute, { params: { id: house.view.id } })],
    ['open the list with it', () => call(openWithViewRoute, { params: { list: 'quotes' }, body: { viewId: house.view.id } })],
  ])('%s', (_, attempt) => refused(attempt, 404, 'not_found'));

  test('revise it', async () => {
    const body = await house.day.saving('seller1', [house.day.choice()]);
    await refused(() => call(reviseQuoteRoute, { params: quote(), body: { ...body, revision: 1 } }), 404, 'not_found');
  });

  test('quote its car', async () => {
    const body = await house.day.saving('seller1', [house.day.choice()]);
    await refused(() => call(saveQuoteRoute, { body }), 422, 'vehicle_not_available');
  });

  test('set its follow-up, or carry it off in a sheet: it is as if it were not there', async () => {
    const before = await rowsOf('quoting.quotes');
    expect(yes(await call(setFollowUpsRoute, { body: { ids: [house.ours.id], followUpOn: '2026-12-01' } }))).toMatchObject({ items: [{ outcome: 'not_found', number: null }] });
    expect(await rowsOf('quoting.quotes')).toBe(before);
    for (const answer of [
      await call(exportChosenRoute, { body: { ids: [house.ours.id], format: 'csv' } }), await call(exportQuotesRoute, { query: { format: 'csv' } }), await call(exportChosenStockRoute, { body: { ids: [house.day.showroom.newCar], format: 'csv' } }),
      await call(exportStockRoute, { query: { format: 'csv' } }),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.bytes.toString()).not.toMatch(/DLR001|ZZZTEST0000000001/);
    }
  });
});

describe('offers, by the other company’s administrator or a manager of one dealer', () => {
  test.each<[PersonName, number, string]>([['altAdministrator', 403, 'forbidden'], ['dealerManager', 403, 'forbidden'], ['seller1', 403, 'forbidden'], ['areaManager', 403, 'forbidden']])('%s ends or supersedes none', async (who, status, name) => {
    const params = { id: house.day.showroom.levelOffer };
    await refused(() => house.day.call(who, endOfferRoute, { params, body: { version: 1, outOfForceFrom: today } }), status, name);
    await refused(() => house.day.call(who, supersedeOfferRoute, { params, body: {} }), status, name);
  });
});

test('a key used again for something else is refused; for the same it answers the same', async () => {
  const first = await house.day.saving('seller1', [house.day.choice()]);
  const who = await house.day.as('seller1');
  const send = (body: SaveQuoteBody) => house.day.http.call(who, saveQuoteRoute, { body }, { headers: { 'idempotency-key': 'attack-key-0001' } });
  const saved = yes<Quote>(await send(first));
  await refused(() => send({ ...first, reference: 'Altro' }), 422, 'idempotency_key_reused');
  const before = await fingerprint(house.db.current.database);
  expect(yes<Quote>(await send(first)).id).toBe(saved.id);
  expect(await fingerprint(house.db.current.database)).toBe(before);
  await refused(async () => house.day.http.call(who, duplicateQuoteRoute, { params: { id: saved.id } }, { headers: { 'idempotency-key': 'attack-key-0001' } }), 422, 'idempotency_key_reused');
});

describe('every write of the showroom, by every profile that lacks the right', () => {
  const holds = (profile: string | undefined, privilege: string): boolean => {
    const found = defaultProfiles.find(({ key }) => key === profile);
    return found !== undefined && (found.privileges.includes(privilege) || holds(found.parent, privilege));
  };
  const contracts = allRoutes({ auditKeyFile: '', dataDir: '' }, { version: 'test', demo: false, demoPassword: null, demoAccounts: [] })
    .map(({ contract }) => contract)
    .filter(({ method, path, access }) => method !== 'GET' && access !== 'public' && /^\/api\/(quoting|vehicles|pricing|flows|documents)\//.test(path));
  const idFor = (path: string): string => {
    if (path.startsWith('/api/quoting')) return house.ours.id;
    if (path.startsWith('/api/vehicles')) return path.startsWith('/api/vehicles/versions') ? house.day.showroom.versionId : house.day.showroom.newCar;
    return path.startsWith('/api/pricing') ? house.day.showroom.levelOffer : house.importId;
  };

  test('there are such writes', () => expect(contracts.length).toBeGreaterThan(25));

  test.each(contracts.map((contract) => [`${contract.method} ${contract.path}`, contract] as const))('%s', async (_, contract) => {
    expect(contract.access).not.toBe('signed-in');
    const lacking = Object.entries(tstPeople).flatMap(([name, { profile }]) => (holds(profile, contract.access) ? [] : [name as PersonName]));
    expect(lacking.length).toBeGreaterThan(3);
    const before = await fingerprint(house.db.current.database);
    for (const name of [...lacking, undefined]) {
      const request = { params: { id: idFor(contract.path), shareId: house.link.id, photoId: house.photoId, number: 1 }, ...(contract.body === undefined ? {} : { body: {} }) };
      expect([name, ...no(await house.day.call(name, contract, request))]).toEqual([name, name === undefined ? 401 : 403, name === undefined ? 'not_signed_in' : 'forbidden']);
    }
    expect(await fingerprint(house.db.current.database)).toBe(before);
  });
});
