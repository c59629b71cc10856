/** Rows of another dealer and of another company, by every road that leads to rows. */
import { endSessionRoute, listAuditRoute, listPeopleRoute, organisationRoute, switchPersonalityRoute } from '#identity/api';
import type { RouteContract } from '#platform/contract';
import { getOfferRoute } from '#pricing/api';
import {
  comparisonRoute, countFilteredRoute, duplicateQuoteRoute, endShareRoute, exportChosenRoute, exportQuotesRoute, getPrecontractRoute, getQuoteRoute, listQuotesRoute, listSharesRoute, mailQuoteRoute, printQuoteRoute,
  quotePlacesRoute, replayQuoteRoute, reserveForQuoteRoute, setFollowUpsRoute, shareQuoteRoute, timelineRoute,
} from '#quoting/api';
import { exportChosenStockRoute, exportStockRoute, getStockVehicleRoute, listStockRoute, releaseReservationRoute, reserveVehicleRoute, sellVehicleRoute } from '#vehicles/api';
import { getRegisteredRoute, previewRoute, registerAppRoute, removeAppRoute, rotateSecretRoute, setAppStateRoute } from '../../server/modules/gateway/api.ts';
import { coverageRoute, historyRoute, treeOnDayRoute } from '../../server/modules/territory/tree-contracts.ts';
import { previewMovesRoute } from '../../server/modules/territory/move-contracts.ts';
import type { Attack, BlackBox, Seen } from '../../server/testing/black-box.ts';
import type { PersonName } from '../../server/testing/world.ts';

type Request = (at: BlackBox) => object;

/** The same request by its owner and by others: one attack for each of them. */
function among(name: string, owner: PersonName, others: readonly PersonName[], contract: RouteContract, request: Request, more: Partial<Attack> = {}): Attack[] {
  return others.map((other) => ({
    name: `${name}, by ${other}`,
    honest: (at) => at.call(owner, contract, request(at)),
    attempt: (at) => at.call(other, contract, request(at)),
    ends: '404 not_found',
    ...more,
  }));
}

const outsiders = ['seller3', 'altManager'] as const;
const quote: Request = (at) => ({ params: { id: at.ours.id } });
const car: Request = (at) => ({ params: { id: at.showroom.newCar } });
const carNumber = 'ZZZTEST0000000001';

/** Reading roads that end with “not found”. */
const readings: Attack[] = [
  ...among('read a quote', 'seller1', outsiders, getQuoteRoute, quote),
  ...among('its timeline', 'seller1', outsiders, timelineRoute, quote),
  ...among('its replay', 'seller1', outsiders, replayQuoteRoute, quote),
  ...among('its print', 'seller1', outsiders, printQuoteRoute, quote),
  ...among('its comparison', 'seller1', outsiders, comparisonRoute, quote, { works: 422 }),
  ...among('its links', 'seller1', outsiders, listSharesRoute, quote),
  ...among('its pre-contract form', 'seller1', outsiders, getPrecontractRoute, quote, { works: 422 }),
  ...among('a car', 'seller1', outsiders, getStockVehicleRoute, car, { secret: carNumber }),
  ...among('an offer', 'seller1', ['altManager'], getOfferRoute, (at) => ({ params: { id: at.showroom.levelOffer } }), { works: 200 }),
];

/** Roads that answer everybody, with their own rows alone. */
const lists: Attack[] = [
  ...among('the list by the owner’s word', 'seller1', outsiders, listQuotesRoute, (at) => ({ query: { text: at.ours.number } }), { ends: '200 nothing' }),
  ...among('the list by the other dealer’s node', 'seller1', outsiders, listQuotesRoute, (at) => ({ query: { dealerNodeId: at.world.node('DLR001') } }), { ends: '200 nothing' }),
  ...among('the list by the car', 'seller1', outsiders, listQuotesRoute, (at) => ({ query: { stockId: at.showroom.newCar } }), { ends: '200 nothing' }),
  ...among('the sheet by the owner’s word', 'seller1', outsiders, exportQuotesRoute, (at) => ({ query: { format: 'csv', text: at.ours.number } }), { ends: '200 nothing' }),
  ...among('a sheet of chosen quotes', 'seller1', outsiders, exportChosenRoute, (at) => ({ body: { ids: [at.ours.id], format: 'csv' } }), { ends: '200 nothing' }),
  ...among('the number of quotes with a name', 'seller1', outsiders, countFilteredRoute, (at) => ({ query: { text: at.ours.number } }), { ends: counts(0) }),
  ...among('the places of quotes', 'seller1', ['altManager'], quotePlacesRoute, () => ({ query: { kind: 'seller' } }), { ends: '200 nothing', secret: '"DLR001-S1"' }),
  ...among('the stock', 'seller1', outsiders, listStockRoute, () => ({ query: {} }), { ends: '200 nothing', secret: carNumber }),
  ...among('the stock by its number', 'seller1', outsiders, listStockRoute, () => ({ query: { text: carNumber } }), { ends: '200 nothing', secret: carNumber }),
  ...among('the stock as a sheet', 'seller1', outsiders, exportStockRoute, () => ({ query: { format: 'csv' } }), { ends: '200 nothing', secret: carNumber }),
  ...among('a sheet of chosen cars', 'seller1', outsiders, exportChosenStockRoute, (at) => ({ body: { ids: [at.showroom.newCar], format: 'csv' } }), { ends: '200 nothing', secret: carNumber }),
  ...among('the organisation', 'areaManager', ['altAdministrator'], organisationRoute, () => ({}), { ends: '200 nothing', secret: '"DLR001"' }),
  ...among('the people', 'areaManager', ['altAdministrator'], listPeopleRoute, () => ({ query: { search: 'persona' } }), { ends: '200 nothing', secret: '@tst.example' }),
  ...among('the people of the other’s node', 'areaManager', ['altAdministrator'], listPeopleRoute, (at) => ({ query: { nodeId: at.world.node('DLR001') } }), { ends: '200 nothing', secret: '@tst.example' }),
  ...among('the people of the dealer next door', 'areaManager', ['dealerManager'], listPeopleRoute, (at) => ({ query: { nodeId: at.world.node('DLR002') } }), { ends: '200 nothing', secret: 'seller3@tst.example' }),
  ...among('the trail of a quote', 'systemAdministrator', ['altAdministrator'], listAuditRoute, (at) => ({ query: { objectId: at.ours.id } }), { ends: '200 nothing', secret: 'quoting.quote.save' }),
  ...among('the tree of the other company', 'areaManager', ['altAdministrator'], treeOnDayRoute, () => ({ params: { tree: 'sales' }, query: {} }), { ends: '200 nothing', secret: '"DLR001"' }),
];

function counts(expected: number): (seen: Seen) => void {
  return (seen) => {
    const { count } = JSON.parse(seen.text) as { count: number };
    if (count !== expected) throw new Error(`counted ${count}`);
  };
}

/** Writes on what is not one's own. */
const writes: Attack[] = [
  ...among('link a quote', 'seller1', outsiders, shareQuoteRoute, (at) => ({ params: { id: at.ours.id }, body: { expiresOn: at.ours.expiresOn } })),
  ...among('end its link', 'seller2', outsiders, endShareRoute, (at) => ({ params: { id: at.ours.id, shareId: at.shareId } }), { works: 404 }),
  ...among('duplicate it', 'seller1', outsiders, duplicateQuoteRoute, quote),
  ...outsiders.map((who): Attack => ({
    name: `mail it, by ${who}`,
    honest: (at) => at.call('seller1', mailQuoteRoute, mailing(at)),
    attempt: (at) => at.call(who, mailQuoteRoute, mailing(at)),
    ends: '404 not_found',
  })),
  ...among('hold its car', 'seller1', outsiders, reserveForQuoteRoute, (at) => ({ params: { id: at.ours.id }, body: { proposal: 1, days: 0 } })),
  ...outsiders.map((who): Attack => ({
    name: `reserve a car, by ${who}`,
    honest: async (at) => {
      await at.call('seller1', releaseReservationRoute, car(at));
      return at.call('seller1', reserveVehicleRoute, { ...car(at), body: { days: 1 } });
    },
    attempt: (at) => at.call(who, reserveVehicleRoute, { ...car(at), body: { days: 1 } }),
    ends: '404 not_found',
  })),
  ...outsiders.map((who): Attack => ({
    name: `sell a car, by ${who}`,
    honest: (at) => at.call('seller1', getStockVehicleRoute, car(at)),
    attempt: (at) => at.call(who, sellVehicleRoute, car(at)),
    ends: '404 not_found',
    secret: carNumber,
  })),
  ...outsiders.map((who): Attack => ({
    name: `set the follow-up of another’s quote among one’s own, by ${who}`,
    honest: (at) => at.call('seller1', setFollowUpsRoute, { body: { ids: [at.ours.id], followUpOn: null } }),
    attempt: (at) => at.call(who, setFollowUpsRoute, { body: { ids: [at.ours.id], followUpOn: '2027-01-01' } }),
    ends: () => undefined,
  })),
  {
    name: 'share a quote under the number of one’s own',
    honest: (at) => at.call('seller3', listSharesRoute, { params: { id: at.theirs.id } }),
    attempt: (at) => at.call('seller3', endShareRoute, { params: { id: at.theirs.id, shareId: at.shareId } }),
    ends: '404 not_found',
  },
];

const mailing = (at: BlackBox) => ({ params: { id: at.ours.id }, body: { key: crypto.randomUUID(), to: 'mario.rossi@example.com', message: '' } });

let appId = '';
/** Applications are a company's own. */
const apps: Attack[] = [
  {
    name: 'read another company’s application',
    honest: async (at) => {
      const words = { description: '', icon: 'app', address: 'https://archivio.example/', redirectUris: ['https://archivio.example/ritorno'], postLogoutUris: [], backchannelUri: null, pushUri: null, resource: null, defaultVisible: true, defaultSettings: {} };
      const made = await at.call(await at.fresh('systemAdministrator'), registerAppRoute, { body: { ...words, clientId: 'archivio', kind: 'oidcConfidential', name: 'Archivio' } as never });
      appId = (JSON.parse(made.text) as { app: { id: string } }).app.id;
      return made;
    },
    attempt: (at) => at.call('altAdministrator', getRegisteredRoute, { params: { id: appId } }),
    secret: 'Archivio',
    ends: '404 not_found',
  },
  ...([
    ['give it a new secret', rotateSecretRoute, { keepOldHours: 0 }],
    ['suspend it', setAppStateRoute, { status: 'suspended' }],
    ['remove it', removeAppRoute, undefined],
  ] as const).map(([name, contract, body]): Attack => ({
    name: `${name}, as another company’s administrator`,
    honest: (at) => at.call('systemAdministrator', getRegisteredRoute, { params: { id: appId } }),
    attempt: async (at) => at.call(await at.fresh('altAdministrator'), contract as RouteContract, { params: { id: appId }, ...(body === undefined ? {} : { body }) }),
    ends: '404 not_found',
  })),
  {
    name: 'ask what a person of another company would see',
    honest: (at) => at.call('systemAdministrator', previewRoute, { query: { personalityId: at.world.person('seller1').personalityId } }),
    attempt: (at) => at.call('altAdministrator', previewRoute, { query: { personalityId: at.world.person('seller1').personalityId } }),
    ends: '404 not_found',
  },
];

const places: Attack[] = [
  ...among('who covers a dealer', 'areaManager', ['altAdministrator'], coverageRoute, (at) => ({ params: { id: at.world.node('DLR001') }, query: {} })),
  ...among('the history of a dealer', 'areaManager', ['altAdministrator'], historyRoute, (at) => ({ params: { id: at.world.node('DLR001') }, query: {} })),
  {
    name: 'look at a move of another company’s dealer',
    honest: (at) => at.call('systemAdministrator', previewMovesRoute, { body: { tree: 'sales', on: '2027-01-01', moves: [{ nodeId: at.world.node('DLR001'), parentId: at.world.node('AREA-NO') }] } }),
    attempt: (at) => at.call('altAdministrator', previewMovesRoute, { body: { tree: 'sales', on: '2027-01-01', moves: [{ nodeId: at.world.node('DLR001'), parentId: at.world.node('AREA-NO') }] } }),
    ends: '404 not_found',
  },
];

const others: Attack[] = [
  {
    name: 'end another’s session',
    honest: async (at) => at.call(await at.fresh('seller2'), endSessionRoute, { params: { id: (await at.fresh('seller2')).sessionId } }),
    attempt: async (at) => at.call('seller3', endSessionRoute, { params: { id: (await at.as('seller1')).sessionId } }),
    ends: '404 not_found',
  },
  {
    name: 'take another’s personality',
    honest: async (at) => at.call(await at.fresh('twoHats'), switchPersonalityRoute, { body: { personalityId: at.world.customerHat } }),
    attempt: async (at) => at.call(await at.fresh('seller3'), switchPersonalityRoute, { body: { personalityId: at.world.person('dealerManager').personalityId } }),
    ends: '404 not_found',
  },
];

export const wallAttacks: readonly Attack[] = [...readings, ...lists, ...writes, ...apps, ...places, ...others];
