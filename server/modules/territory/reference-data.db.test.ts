import { beforeAll, describe, expect, test } from 'vitest';
import { isBusinessDay } from '#platform/calendar';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { branchCalendar } from './branch-calendar.ts';
import { findMunicipality } from './municipalities.ts';
import { loadReferenceData } from './reference-data.ts';

const db = useTestDatabase();
let world: World;

beforeAll(async () => {
  world = await createWorld(db.current.database);
});

const counts = () =>
  db.current.database.asOwner((tx) =>
    tx.row<{ provinces: number; municipalities: number; patrons: number; orphans: number }>(sql`
      select (select count(*) from territory.provinces) as provinces, (select count(*) from territory.municipalities) as municipalities,
        (select count(*) from territory.patron_days) as patrons,
        (select count(*) from territory.municipalities m left join territory.provinces p on p.code = m.province_code where p.code is null) as orphans`),
  );

describe('reference data', () => {
  test('is loaded once, then left alone', async () => {
    expect(await loadReferenceData(db.current.database)).toEqual(['provinces.csv', 'municipalities.csv', 'patron-days.csv']);
    expect(await counts()).toEqual({ provinces: 107, municipalities: 7896, patrons: 119, orphans: 0 });
    expect(await loadReferenceData(db.current.database)).toEqual([]);
  });

  test('two programs that start together load it once', async () => {
    await db.current.database.asOwner((tx) => tx.run(sql`delete from territory.reference_files`));
    const loaded = await Promise.all([loadReferenceData(db.current.database), loadReferenceData(db.current.database)]);
    expect(loaded.flat().toSorted()).toEqual(['municipalities.csv', 'patron-days.csv', 'provinces.csv']);
    expect((await counts()).municipalities).toBe(7896);
  });

  test('a file that changed is replaced whole, the others stay', async () => {
    await db.current.database.asOwner(async (tx) => {
      await tx.run(sql`update territory.reference_files set checksum = 'older' where name = 'patron-days.csv'`);
      await tx.run(sql`delete from territory.patron_days where istat_code < '050000'`);
      await tx.run(sql`insert into territory.patron_days (istat_code, patron, rule) values ('999999', 'San Nessuno', 'fixed:01-02')`);
    });
    expect(await loadReferenceData(db.current.database)).toEqual(['patron-days.csv']);
    expect((await counts()).patrons).toBe(119);
  });

  test('the application may read it and change nothing', async () => {
    await world.context('seller1', {}, async (ctx) => {
      expect(await findMunicipality(ctx, '001272')).toEqual({ istatCode: '001272', cadastralCode: 'L219', name: 'Torino', provinceCode: 'TO', province: 'Torino', region: 'Piemonte' });
      expect(await findMunicipality(ctx, '999999')).toBeUndefined();
    });
    for (const table of ['provinces', 'municipalities', 'patron_days']) {
      const work = world.context('systemAdministrator', {}, (ctx) => ctx.tx.run({ text: [`delete from territory.${table}`], values: [] }));
      await expect(work).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('every patron rule names a day', async () => {
    const rows = await db.current.database.asOwner((tx) => tx.rows<{ rule: string }>(sql`select p.rule from territory.patron_days p`));
    for (const { rule } of rows) {
      const days = Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10));
      const closed = days.filter((day) => !isBusinessDay(day, { kind: 'italy', patron: rule }) && isBusinessDay(day, { kind: 'italy' }));
      // A patron on a Sunday or on a national day closes nothing more.
      expect(closed.length, rule).toBeLessThanOrEqual(1);
    }
  });
});

describe('the calendar of a branch', () => {
  const calendarAt = async (code: string, municipality: string | null) => {
    await db.current.database.asOwner((tx) => tx.run(sql`update identity.nodes set municipality_code = ${municipality} where id = ${world.node(code)}`));
    return world.context('seller1', {}, (ctx) => branchCalendar(ctx, world.node('DLR001-S1')));
  };

  test('knows the patron of the branch’s town', async () => {
    const calendar = await calendarAt('DLR001-B1', '001272');
    // San Giovanni, 24 June 2027, is a Thursday; elsewhere people work.
    expect(isBusinessDay('2027-06-24', calendar)).toBe(false);
    expect(isBusinessDay('2027-06-24', await calendarAt('DLR001-B1', '015146'))).toBe(true);
  });

  test('without a town, or with one whose patron is not known, is the Italian one', async () => {
    expect(await calendarAt('DLR001-B1', '001001')).toMatchObject({ kind: 'italy' });
    expect(isBusinessDay('2027-06-24', await calendarAt('DLR001-B1', null))).toBe(true);
  });
});
