/** Two dealers of one company and another company beside them, with one of each thing that somebody could lay hands on. */
import sharp from 'sharp';
import { afterAll, beforeAll, expect } from 'vitest';
import { addViewRoute, type SavedView } from '#identity/api';
import { sql } from '#platform/sql';
import { addOffer } from '#pricing';
import { endShareRoute, shareQuoteRoute, type Quote } from '#quoting/api';
import { reserveVehicleRoute } from '#vehicles/api';
import { useTestDatabase } from './database.ts';
import { fingerprint } from './fingerprint.ts';
import type { Answered } from './http.ts';
import { no, ShowroomDay, yes } from './showroom-day.ts';
import { altPeople, tstPeople, worldNow, type PersonName } from './world.ts';

export const today = '2026-11-23';
export const stockHeads = 'Telaio;Codice versione;Codice sede;Tipo;Prezzo;Colore\n';
export const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#334455' }, limitInputPixels: false });
export const photosOf = (stockId: string): string => `/api/vehicles/stock/${stockId}/photos`;

interface Link {
  readonly id: string;
  readonly token: string;
}

interface House {
  day: ShowroomDay;
  ours: Quote;
  theirs: Quote;
  link: Link;
  theirLink: Link;
  endedLink: Link;
  shortLink: Link;
  photoId: string;
  view: SavedView;
  importId: string;
  /** Cut for the other dealer alone. */
  neighbourOffer: string;
  remoteOffer: string;
}

/** Registers the hooks of the test file and answers its house, with the two looks at the database that every attempt needs. */
export function useBesiegedHouse() {
  const db = useTestDatabase();
  const house = {} as House;

  async function share(name: PersonName, quote: Quote, expiresOn: string): Promise<Link> {
    const { id, url } = yes<{ id: string; url: string }>(await house.day.call(name, shareQuoteRoute, { params: { id: quote.id }, body: { expiresOn } }));
    return { id, token: url.slice(-22) };
  }

  beforeAll(async () => {
    house.day = await ShowroomDay.open(db.current.database, worldNow);
    const everywhere = { validFrom: '2026-01-01', validTo: null, kinds: ['new'], makes: null, fuels: null, maxAgeMonths: null, maxMileageKm: null, minDepositPpm: 0, commissionPpm: 0, terms: [{ months: 48, nominalRatePpm: 9_500 }] };
    await house.day.world.asSystem({}, async (ctx) => {
      const { product_id: productId } = await ctx.tx.row<{ product_id: string }>(sql`select o.product_id from pricing.offers o where o.id = ${house.day.showroom.levelOffer}`);
      house.neighbourOffer = await addOffer(ctx, { ...everywhere, code: 'SOLO2', name: 'Solo di là', productId, nodeId: house.day.world.node('DLR002') });
      house.remoteOffer = await addOffer(ctx, { ...everywhere, code: 'WEB', name: 'Solo online', productId, nodeId: house.day.world.node('TST'), channels: ['online'] });
    });
    house.ours = await house.day.save('seller1', [house.day.balloon(), house.day.choice({ termMonths: 60 })], { note: 'margine basso' });
    house.theirs = await house.day.save('seller3', [house.day.choice({ vehicle: { kind: 'stock', stockId: house.day.showroom.otherCar }, priceCents: 2_850_000 })]);
    house.link = await share('seller1', house.ours, house.ours.expiresOn);
    house.theirLink = await share('seller3', house.theirs, house.theirs.expiresOn);
    house.endedLink = await share('seller1', house.ours, house.ours.expiresOn);
    house.shortLink = await share('seller1', house.ours, today);
    yes(await house.day.call('seller1', endShareRoute, { params: { id: house.ours.id, shareId: house.endedLink.id } }));
    const photo = await picture(900, 600).jpeg().toBuffer();
    ({ photoId: house.photoId } = yes<{ photoId: string }>(await house.day.send('seller1', 'POST', photosOf(house.day.showroom.newCar), photo, 'image/jpeg')));
    yes(await house.day.call('seller1', reserveVehicleRoute, { params: { id: house.day.showroom.usedCar }, body: { days: 3 } }));
    house.view = yes(await house.day.call('seller1', addViewRoute, { body: { list: 'quotes', name: 'Mia', query: {}, shared: false } }));
    // A sign-in is written down: nobody signs in between two looks at the database.
    for (const name of Object.keys({ ...tstPeople, ...altPeople }) as PersonName[]) await house.day.as(name);
    ({ id: house.importId } = await house.day.upload('dealerManager', 'vehicles.stock', Buffer.from(`${stockHeads}ZFA3120000J000101;yc;DLR001-B1;nuovo;27900;Rosso\n`), 'piazzale.csv'));
  });
  afterAll(() => house.day.close());

  return Object.assign(house, {
    db,
    /** Refused by this name, and the database is as before. */
    refused: async (attempt: () => Promise<Answered>, status: number, name: string): Promise<void> => {
      const before = await fingerprint(db.current.database);
      expect(no(await attempt())).toEqual([status, name]);
      expect(await fingerprint(db.current.database)).toBe(before);
    },
    /** All of a table as one text. */
    rowsOf: async (table: string): Promise<string> => {
      const { rows } = await db.current.database.pool.query<{ all: string }>(`select coalesce(string_agg(t::text, '|' order by t::text), '') as all from ${table} t`);
      return rows[0]?.all ?? '';
    },
  });
}
