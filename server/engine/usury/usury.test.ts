import { readFileSync } from 'node:fs';
import { csvRecords } from '#platform/csv';
import { describe, expect, it } from 'vitest';
import { checkUsury, findSurcharge, findThreshold, readSurchargeRows, readUsuryRows, usuryThreshold, usuryThresholdPpm } from '../rates.ts';

const records = csvRecords(readFileSync(new URL('../../reference/usury.csv', import.meta.url), 'utf8'));
const surchargeRecords = csvRecords(readFileSync(new URL('../../reference/usury-surcharges.csv', import.meta.url), 'utf8'));

function rowsOf<T>(read: { ok: true; rows: readonly T[] } | { ok: false; path: string }): readonly T[] {
  if (!read.ok) throw new Error(`row refused at ${read.path}`);
  return read.rows;
}

const rows = rowsOf(readUsuryRows(records));
const surcharges = rowsOf(readSurchargeRows(surchargeRecords));

describe('usury threshold', () => {
  /** Decrees of the Ministry of Economy: 2011-Q2 (first under D.L. 70/2011), 2025-Q4 and 2026. */
  it.each([
    ['11.09', '17.8625'],
    ['11.03', '17.7875'],
    ['9.26', '15.5750'],
    ['8.20', '14.2500'],
    ['11.46', '18.3250'],
    ['15.75', '23.6875'],
    ['15.99', '23.9875'],
    ['16', '24.0000'],
    ['16.01', '24.0100'], // the cap of eight points binds
    ['16.50', '24.5000'],
    ['0', '4.0000'],
    ['11.0987', '17.873375'],
  ])('of %s is %s', (tegmPct, thresholdPct) => {
    expect(usuryThreshold({ tegmPct })).toEqual({ ok: true, thresholdPct });
    expect(usuryThreshold({ tegmPct: Number(tegmPct) })).toEqual({ ok: true, thresholdPct });
    expect(usuryThresholdPpm(Math.round(Number(tegmPct) * 10_000)) / 10_000).toBe(Number(thresholdPct));
  });

  it('zeros at the end carry nothing: a column of a database is read as it comes', () => {
    expect(usuryThreshold({ tegmPct: '9.260000' })).toEqual({ ok: true, thresholdPct: '15.5750' });
    expect(usuryThreshold({ tegmPct: `9.26${'0'.repeat(20)}` })).toEqual({ ok: true, thresholdPct: '15.5750' });
    expect(usuryThreshold({ tegmPct: `9.26${'0'.repeat(20)}1` })).toMatchObject({ refusal: 'not_a_number' });
  });

  it(`agrees with all ${records.length} rows of the table of average rates`, () => {
    expect(records.length).toBe(1538);
    let published = 0;
    for (const record of records) {
      const answer = usuryThreshold({ tegmPct: record['tegm_pct'] ?? '' });
      expect(answer).toEqual({ ok: true, thresholdPct: record['threshold_pct'] });
      const keyed = record['threshold_published_pct'] ?? '';
      if (keyed === '' || !answer.ok) continue;
      published += 1;
      // 2018-Q1: averages with four decimals in the decree, two in the table.
      expect(Math.abs(Number(answer.thresholdPct) - Number(keyed))).toBeLessThan(record['quarter'] === '2018-Q1' ? 0.0101 : 0.0051);
    }
    expect(published).toBeGreaterThan(250);
  });

  it('of default interest stands on the average rate plus the surcharge', () => {
    expect(usuryThreshold({ tegmPct: '11.30', surchargePct: '3.1' })).toEqual({ ok: true, thresholdPct: '22.0000' });
    expect(usuryThreshold({ tegmPct: '16.50', surchargePct: '3.1' })).toEqual({ ok: true, thresholdPct: '27.6000' });
  });

  it.each([
    [{}, 'missing', 'tegmPct'],
    [{ tegmPct: 'x' }, 'not_a_number', 'tegmPct'],
    [{ tegmPct: Number.NaN }, 'not_a_number', 'tegmPct'],
    [{ tegmPct: '-1' }, 'rate_out_of_range', 'tegmPct'],
    [{ tegmPct: '1000' }, 'rate_out_of_range', 'tegmPct'],
    [{ tegmPct: '10', surchargePct: 'y' }, 'not_a_number', 'surchargePct'],
    [{ tegmPct: '10', surchargePct: '-1' }, 'rate_out_of_range', 'surchargePct'],
  ])('refuses %j with %s', (question, refusal, path) => {
    expect(usuryThreshold(question as { tegmPct: string })).toMatchObject({ ok: false, refusal, path });
  });
});

describe('threshold in force', () => {
  it.each([
    // size class of car leasing: up to 25,000 included, above
    ['leasing_autoveicoli_aeronavale', 2_500_000, '2026-11-22', '2026-Q4', '9.51', '15.8875'],
    ['leasing_autoveicoli_aeronavale', 2_500_001, '2026-11-22', '2026-Q4', '8.40', '14.5000'],
    ['credito_finalizzato', 0, '2026-10-01', '2026-Q4', '11.30', '18.1250'],
    ['credito_finalizzato', 99_999_999, '2026-12-31', '2026-Q4', '11.30', '18.1250'],
    ['altri_finanziamenti', 100, '2011-05-14', '2011-Q2', '11.09', '17.8625'],
  ])('%s of %i on %s', (category, amountCents, date, quarter, tegmPct, thresholdPct) => {
    expect(findThreshold(rows, { category, amountCents, date })).toEqual({ ok: true, quarter, tegmPct, thresholdPct });
  });

  it('covers every category, class and day of the table without holes or overlaps', () => {
    for (const row of rows) {
      for (const amountCents of [(row.amountOverCents ?? 0) + 1, row.amountToCents ?? 1_000_000_000]) {
        for (const date of [row.validFrom, row.validTo]) {
          expect(findThreshold(rows, { category: row.category, amountCents, date })).toMatchObject({ ok: true, quarter: row.quarter, tegmPct: row.tegmPct });
        }
      }
    }
    const ends = [...new Set(rows.map((row) => `${row.validFrom} ${row.validTo}`))].toSorted();
    expect(ends).toHaveLength(63);
    for (const [index, span] of ends.entries()) {
      if (index === 0) continue;
      const dayBefore = new Date(Date.parse(span.slice(0, 10)) - 86_400_000).toISOString().slice(0, 10);
      expect(ends[index - 1]?.slice(11)).toBe(dayBefore);
    }
  });

  it.each([
    [{ category: 'credito_finalizzato', amountCents: 1, date: '2027-01-01' }, 'rule_missing', 'usury.2027-Q1'],
    [{ category: 'credito_finalizzato', amountCents: 1, date: '2011-05-13' }, 'rule_missing', 'usury.2011-Q2'],
    [{ category: 'auto', amountCents: 1, date: '2026-11-22' }, 'choice_not_known', 'category'],
    [{ category: 'credito_finalizzato', amountCents: -1, date: '2026-11-22' }, 'amount_negative', 'amountCents'],
    [{ category: 'credito_finalizzato', amountCents: 1, date: '2026-02-30' }, 'date_not_valid', 'date'],
    [{ amountCents: 1, date: '2026-11-22' }, 'missing', 'category'],
    [null, 'missing', 'category'],
  ])('refuses %j with %s', (question, refusal, path) => {
    expect(findThreshold(rows, question as { category: string; amountCents: number; date: string })).toMatchObject({ ok: false, refusal, path });
  });

  it('surcharges by category and day', () => {
    expect(findSurcharge(surcharges, 'leasing_strumentale', '2026-11-22')).toEqual({ ok: true, surchargePct: '4.1' });
    expect(findSurcharge(surcharges, 'credito_finalizzato', '2026-11-22')).toEqual({ ok: true, surchargePct: '3.1' });
    expect(findSurcharge(surcharges, 'mutui_fisso', '2018-01-01')).toEqual({ ok: true, surchargePct: '1.9' });
    expect(findSurcharge(surcharges, 'leasing_strumentale', '2017-12-31')).toEqual({ ok: true, surchargePct: '2.1' });
    expect(findSurcharge(surcharges, 'credito_finalizzato', '2027-01-01')).toEqual({ ok: false, refusal: 'rule_missing', path: 'usurySurcharge.2027-Q1' });
  });

  it('refuses a bad cell by its path', () => {
    expect(readUsuryRows([{ ...records[0], tegm_pct: '1,5' }])).toMatchObject({ ok: false, path: '0.tegm_pct' });
    for (const read of [readUsuryRows, readSurchargeRows] as ((records: unknown) => { ok: boolean })[]) {
      for (const broken of [undefined, null, 'quarter', 7, {}]) expect(read(broken)).toMatchObject({ ok: false, path: '' });
      expect(read([records[0], null])).toMatchObject({ ok: false });
      expect(read([{ ...records[0], valid_to: 7 }])).toMatchObject({ ok: false, path: '0.valid_to' });
    }
    expect(readUsuryRows([{ ...records[0], valid_to: '2026-02-30' }])).toMatchObject({ ok: false, path: '0.valid_to' });
    expect(readUsuryRows([{ ...records[1], amount_to_eur: '5.000' }])).toMatchObject({ ok: false, path: '0.amount_to_eur' });
  });
});

describe('usury check', () => {
  const asked = { category: 'credito_finalizzato', amountCents: 1_500_000, date: '2026-11-22' };

  it('is lawful at the threshold and usurious just above', () => {
    const margins = ['18.125', '18.12500000000000001', '18.1249'].map((tegPct) => {
      const answer = checkUsury(rows, surcharges, { ...asked, tegPct });
      return answer.ok ? [answer.credit?.usurious, answer.credit?.marginPct] : answer;
    });
    expect(margins).toEqual([
      [false, '0.0000'],
      [true, '-0.00000000000000001'],
      [false, '0.0001'],
    ]);
  });

  it('compares default interest with its own threshold', () => {
    expect(checkUsury(rows, surcharges, { ...asked, tegPct: '7.25', defaultRatePct: '22.01' })).toEqual({
      ok: true,
      quarter: '2026-Q4',
      tegmPct: '11.30',
      credit: { ratePct: '7.25', thresholdPct: '18.1250', usurious: false, marginPct: '10.8750' },
      defaultInterest: { ratePct: '22.01', thresholdPct: '22.0000', usurious: true, marginPct: '-0.0100', surchargePct: '3.1' },
    });
  });

  it.each([
    [{ ...asked }, 'missing', 'tegPct'],
    [{ ...asked, tegPct: 'x' }, 'not_a_number', 'tegPct'],
    [{ ...asked, defaultRatePct: '' }, 'not_a_number', 'defaultRatePct'],
    [{ ...asked, date: '2027-04-01', tegPct: '5' }, 'rule_missing', 'usury.2027-Q2'],
  ])('refuses %j with %s', (question, refusal, path) => {
    expect(checkUsury(rows, surcharges, question)).toMatchObject({ ok: false, refusal, path });
  });
});
