/**
 * A holiday stand-in meets his own limit, told by days: agreed before the holiday, taken up on its first morning, stopped at an
 * amount, over when the absent comes back early; and both names stand in every row.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listNotifications } from '#communications/api';
import {
  askDelegationRoute, decideDelegationRoute, endDelegationRoute, listDelegationsRoute, meRoute, switchPersonalityRoute, type Delegation, type Me,
} from '#identity/api';
import type { RouteContract } from '#platform/contract';
import { sql } from '#platform/sql';
import { duplicateQuoteRoute, getQuoteRoute, listQuotesRoute, reviseQuoteRoute, saveQuoteRoute, shareQuoteRoute, type Quote } from '#quoting/api';
import { useTestDatabase } from '../server/testing/database.ts';
import type { Answered } from '../server/testing/http.ts';
import { no, ShowroomDay, yes } from '../server/testing/showroom-day.ts';
import type { PersonName, SignedIn } from '../server/testing/world.ts';

const db = useTestDatabase();
let day: ShowroomDay;
let delegation: Delegation;
/** The browser of whoever stands in, in the place of the absent. */
let borrowed: SignedIn;
let earlier: Quote;

const at = (text: string): void => {
  day.now = new Date(`${text}:00+01:00`);
};
const call = (contract: RouteContract, request: Parameters<ShowroomDay['http']['call']>[2]): Promise<Answered> => day.http.call(borrowed, contract, request);
const news = async (name: PersonName) => yes<{ items: { kind: string; facts: Record<string, string>; link: string }[] }>(await day.call(name, listNotifications, { query: {} })).items.filter(({ kind }) => kind.startsWith('identity.'));

async function takeTheirPlace(name: PersonName): Promise<Answered> {
  const answer = await day.http.call(await day.world.signIn(name, { now: day.now }), switchPersonalityRoute, { body: { personalityId: delegation.absent.personalityId, delegationId: delegation.id } });
  if (answer.status === 200) {
    const cookie = String([answer.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
    const csrf = (answer.body as Me).csrfToken;
    borrowed = { sessionId: '', token: '', cookie, csrf, headers: { cookie, 'x-volano-csrf': csrf } };
  }
  return answer;
}

beforeAll(async () => {
  day = await ShowroomDay.open(db.current.database, new Date('2026-11-19T09:00:00Z'));
});
afterAll(() => day.close());

describe('19 November, it is agreed', () => {
  test('the seller names his colleague, up to 21,000 euro; the manager hears of it and agrees, the colleague may not', async () => {
    at('2026-11-19T10:00');
    earlier = await day.save('seller1', [day.choice()]);
    const body = {
      standInPersonalityId: day.world.person('seller2').personalityId, validFrom: '2026-11-23', validTo: '2026-12-07', amountLimitCents: 2_100_000, reason: 'Ferie',
      privileges: ['quoting.quote.price', 'quoting.quote.write', 'quoting.quote.read', 'vehicles.stock.read', 'pricing.offer.read', 'vehicles.catalogue.read'],
    };
    delegation = yes<Delegation>(await day.call('seller1', askDelegationRoute, { body }));
    expect(delegation.state).toBe('requested');
    await day.workerTurn();
    expect(await news('dealerManager')).toMatchObject([{ kind: 'identity.delegation-changed', link: '/approvals', facts: { step: 'asked', absentName: 'Persona seller1', standInName: 'Persona seller2' } }]);
    expect(await news('seller2')).toEqual([]);
    expect(no(await day.call('seller2', decideDelegationRoute, { params: { id: delegation.id }, body: { approve: true, note: '' } }))).toEqual([403, 'forbidden']);
    delegation = yes<Delegation>(await day.call('dealerManager', decideDelegationRoute, { params: { id: delegation.id }, body: { approve: true, note: 'Buone ferie' } }));
    expect(delegation).toMatchObject({ state: 'planned', decidedBy: 'Persona dealerManager' });
    await day.workerTurn();
    expect((await news('seller2'))[0]).toMatchObject({ link: '/delegations', facts: { step: 'agreed' } });
    expect((await news('seller1'))[0]).toMatchObject({ facts: { step: 'agreed' } });
  });

  test('before its first day nobody’s place can be taken', async () => {
    at('2026-11-22T23:59');
    expect(no(await takeTheirPlace('seller2'))).toEqual([404, 'not_found']);
  });
});

describe('23 November, in the absent’s place', () => {
  test('the colleague takes it; nobody else does', async () => {
    at('2026-11-23T09:00');
    expect(no(await takeTheirPlace('seller3'))).toEqual([404, 'not_found']);
    const me = yes<Me>(await takeTheirPlace('seller2'));
    expect(me).toMatchObject({ account: { displayName: 'Persona seller2' }, personality: { node: { code: 'DLR001-S1' } }, onBehalfOf: { absentName: 'Persona seller1', validTo: '2026-12-07', amountLimitCents: 2_100_000 } });
    expect(me.privileges).not.toContain('quoting.quote.print');
  });

  test('he sees and revises the absent’s quotes; both names stand on what he makes', async () => {
    expect(yes<{ items: { id: string }[] }>(await call(listQuotesRoute, { query: {} })).items.map(({ id }) => id)).toEqual([earlier.id]);
    const revised = yes<Quote>(await call(reviseQuoteRoute, { params: { id: earlier.id }, body: { ...(await day.saving('seller1', [day.choice({ depositCents: 600_000 })])), revision: 1 } }));
    expect(revised).toMatchObject({ revision: 2, sellerName: 'Persona seller1' });
    const quote = yes<Quote>(await call(saveQuoteRoute, { body: await day.saving('seller1', [day.choice({ depositCents: 700_000 })]) }));
    expect(quote.sellerName).toBe('Persona seller2 per conto di Persona seller1');
    // It lies in the absent's place: his colleague's own desk does not show it.
    expect(no(await day.call('seller2', getQuoteRoute, { params: { id: quote.id } }))).toEqual([404, 'not_found']);
    expect(yes<Quote>(await day.call('seller1', getQuoteRoute, { params: { id: quote.id } })).id).toBe(quote.id);
  });

  test('what was not lent stays shut, and the place is not passed on', async () => {
    const paper = await day.http.app.inject({ method: 'GET', url: `/api/quoting/quotes/${earlier.id}/document`, headers: borrowed.headers });
    expect(paper.statusCode).toBe(403);
    const body = { standInPersonalityId: day.world.person('dealerManager').personalityId, validFrom: '2026-11-24', validTo: '2026-11-25', privileges: ['quoting.quote.read'], amountLimitCents: null, reason: 'Anch’io' };
    expect(no(await call(askDelegationRoute, { body }))).toEqual([422, 'not_while_standing_in']);
  });
});

describe('24 November, a larger car', () => {
  const large = { priceCents: 2_890_000, discountCents: 0, tradeInCents: 0, depositCents: 300_000 };

  test('more than his limit is refused by its name, with who can do it; exactly the limit is his', async () => {
    at('2026-11-24T10:00');
    yes(await takeTheirPlace('seller2'));
    const refused = await call(saveQuoteRoute, { body: await day.saving('seller1', [day.choice(large)]) });
    expect(no(refused)).toEqual([422, 'above_delegated_limit']);
    expect(refused.body).toMatchObject({
      detail: '25.900,00 € superano il limite di 21.000,00 € entro cui sostituisci Persona seller1. Può farlo Persona seller1, Persona dealerManager.'.replaceAll(' €', ' €'),
      details: { amountCents: 2_590_000, limitCents: 2_100_000, absentName: 'Persona seller1' },
    });
    // One of two alternatives is enough to be above it.
    expect(no(await call(saveQuoteRoute, { body: await day.saving('seller1', [day.choice(), day.choice(large)]) }))).toEqual([422, 'above_delegated_limit']);
    const cent = { ...large, depositCents: 789_999 };
    expect(no(await call(saveQuoteRoute, { body: await day.saving('seller1', [day.choice(cent)]) }))).toEqual([422, 'above_delegated_limit']);
    const exact = yes<Quote>(await call(saveQuoteRoute, { body: await day.saving('seller1', [day.choice({ ...large, depositCents: 790_000 })]) }));
    expect(exact.number).toMatch(/^DLR001-2026-/);
  });

  test('the absent’s own larger quote is his to see, not to send, revise or copy', async () => {
    const big = await day.save('seller1', [day.choice(large)]);
    expect(yes<Quote>(await call(getQuoteRoute, { params: { id: big.id } })).id).toBe(big.id);
    expect(no(await call(shareQuoteRoute, { params: { id: big.id }, body: { follows: false, expiresOn: big.expiresOn } }))).toEqual([422, 'above_delegated_limit']);
    expect(no(await call(duplicateQuoteRoute, { params: { id: big.id } }))).toEqual([422, 'above_delegated_limit']);
    expect(no(await call(reviseQuoteRoute, { params: { id: big.id }, body: { ...(await day.saving('seller1', [day.choice({ ...large, depositCents: 200_000 })])), revision: 1 } }))).toEqual([422, 'above_delegated_limit']);
    yes(await call(shareQuoteRoute, { params: { id: earlier.id }, body: { follows: false, expiresOn: earlier.expiresOn } }));
  });

  test('the same car in his own name knows no such limit', async () => {
    expect((await day.save('seller2', [day.choice(large)])).sellerName).toBe('Persona seller2');
  });
});

describe('26 November, back early', () => {
  test('the absent ends it; the open browser is out with its next request, the colleague’s own is not', async () => {
    at('2026-11-26T09:00');
    yes(await takeTheirPlace('seller2'));
    expect((await call(meRoute, {})).status).toBe(200);
    yes(await day.call('seller1', endDelegationRoute, { params: { id: delegation.id }, body: { note: 'Rientrato prima' } }));
    expect((await call(meRoute, {})).status).toBe(401);
    expect((await call(listQuotesRoute, { query: {} })).status).toBe(401);
    expect(no(await takeTheirPlace('seller2'))).toEqual([404, 'not_found']);
    expect((await day.call('seller2', meRoute, {})).status).toBe(200);
    expect(yes<{ items: Delegation[] }>(await day.call('dealerManager', listDelegationsRoute, { query: { state: 'past' } })).items).toMatchObject([{ id: delegation.id, state: 'ended', endedBy: 'Persona seller1', endNote: 'Rientrato prima' }]);
  });

  test('every row of the stand-in names both, and no row of anybody else names two', async () => {
    const rows = await db.current.database.asOwner((tx) =>
      tx.rows<{ action: string; named: boolean; borrowed: boolean }>(sql`
        select e.action, e.on_behalf_of = ${day.world.person('seller1').accountId} and e.delegation_id = ${delegation.id} as named, p.account_id <> e.account_id as borrowed
        from platform.audit_events e join identity.personalities p on p.id = e.personality_id where e.account_id is not null`));
    const his = rows.filter((row) => row.borrowed);
    expect(his.every((row) => row.named)).toBe(true);
    expect(rows.filter((row) => !row.borrowed && row.named)).toEqual([]);
    expect(his.map(({ action }) => action)).toEqual(expect.arrayContaining(['identity.session.switch', 'quoting.quote.save', 'quoting.quote.revise', 'quoting.quote.share']));
    expect(his.length).toBeGreaterThanOrEqual(7);
  });
});
