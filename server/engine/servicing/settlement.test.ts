import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, toDayNumber } from '#platform/civil-date';
import { divideRoundedBig } from '#platform/money';
import { anyContract, contractOf, dayOf, everyKindOfContract } from '../proof/servicing-samples.ts';
import { runs, seeds } from '../proof/seeds.ts';
import { lawRulesFrom, partialSettlement, settlement, withdrawal } from '../servicing.ts';
import type { CostItem, LinkedService, ServicedContract, Settlement, SettlementRequest } from '../servicing.ts';

function settled(request: SettlementRequest): Settlement {
  const result = settlement(request);
  if (!result.ok) throw new Error(`${result.refusal} at ${result.path}`);
  return result;
}

const signedOn = '2026-12-05';
const contract = contractOf();
const rowOf = (number: number, of: ServicedContract = contract): ServicedContract['rows'][number] => {
  const row = of.rows.find((each) => each.number === number);
  if (row === undefined) throw new Error(`no row ${number}`);
  return row;
};

const fee: CostItem = { kind: 'arrangement', cents: 35_000, state: 'financed' };
const tax: CostItem = { kind: 'substitute-tax', cents: 4_500, state: 'financed', nature: 'tax' };

describe('settlement', () => {
  it('asks the capital to come and the interest to the day, by the contract day count', () => {
    // 24 rows paid; 12 days by 30/360 on the balance of row 24.
    const { balanceCents } = rowOf(24);
    const result = settled({ contract, signedOn, on: '2028-12-17' });
    expect(result.capitalCents).toBe(balanceCents);
    expect(result.accruedInterestCents).toBe(Math.round((balanceCents * 0.0695 * 12) / 360));
    expect(result.dueCents).toBe(balanceCents + result.accruedInterestCents);
    const future = contract.rows.slice(24).reduce((sum, row) => sum + row.interestCents, 0);
    expect(result.interestNotDueCents).toBe(future - result.accruedInterestCents);
  });

  it('a worked settlement (propit.it, 2012): 5,000 euro, 72 days at 5.50 % over 365, interest 54.25', () => {
    const loan = contractOf({ principalCents: 500_000, nominalRatePpm: 55_000, rows: 2, every: 6, start: '2011-12-31', dayCount: 'act/365f', amortisation: 'interest-only' });
    // Its penalty of 2 % and its expenses of 100 euro are those of an older mortgage: no consumer credit could ask them.
    const result = settled({ contract: loan, signedOn: '2011-12-31', on: '2012-03-12', consumer: false, compensation: { agreedPpm: 20_000 } });
    expect(result.accruedInterestCents).toBe(5_425);
    expect(result.compensation).toEqual({ cents: 10_000, ratePpm: 20_000, reason: 'agreed' });
    expect(result.dueCents + 10_000).toBe(525_425);
  });

  it('a part of a period never earns more than the period, though 28 February to 30 March has 32 days by 30/360', () => {
    const put = contractOf({ principalCents: 1_000_000, nominalRatePpm: 120_000, rows: 6, start: '2027-02-28', monthEnd: 'last-day', graceInterestRows: 3 });
    const accruedOn = (on: string) => settled({ contract: put, signedOn, on }).accruedInterestCents;
    expect(accruedOn('2027-03-28')).toBe(10_000);
    expect(accruedOn('2027-03-30')).toBe(10_000);
    expect(accruedOn('2027-03-31')).toBe(10_000);
  });

  it('refuses to take rows to come as paid, and names the last that can be', () => {
    const { number } = rowOf(24);
    const on = '2028-12-17';
    const refused = { ok: false, refusal: 'number_out_of_range', path: 'paidThrough', nearest: number };
    expect(settlement({ contract, signedOn, on, paidThrough: number + 1 })).toEqual(refused);
    expect(partialSettlement({ contract, signedOn, on, paidThrough: 60, principalCents: 100, keep: 'term' })).toEqual(refused);
    expect(settled({ contract, signedOn, on, paidThrough: number })).toEqual(settled({ contract, signedOn, on }));
    expect(settled({ contract, signedOn, on, paidThrough: number + 1, interestTo: 'period-end' }).arrearsCents.principal).toBe(0);
  });

  it('to the end of the period counts everything on the next due date', () => {
    const result = settled({ contract, signedOn, on: '2028-12-17', interestTo: 'period-end', costs: [fee] });
    expect(result).toEqual(settled({ contract, signedOn, on: '2029-01-05', costs: [fee] }));
  });

  it('never asks more interest than the row under way, even when its days are free', () => {
    const long = contractOf({ start: '2026-11-21', firstDueDate: '2027-01-05', firstPeriod: 'one-period' });
    const month = rowOf(1, long).interestCents;
    expect(settled({ contract: long, signedOn, on: '2027-01-04' })).toMatchObject({ accruedInterestCents: month });
    expect(settled({ contract: long, signedOn, on: '2026-12-20' }).accruedInterestCents).toBe(Math.round((1_800_000 * 0.0695 * 29) / 360));
  });

  it('adds rows due and unpaid, and default interest, to the capital', () => {
    const all = settled({ contract, signedOn, on: '2028-12-17' });
    const behind = settled({ contract, signedOn, on: '2028-12-17', paidThrough: 22 });
    expect(behind.arrearsCents).toEqual({
      penalty: 0,
      fee: 0,
      interest: rowOf(23).interestCents + rowOf(24).interestCents,
      principal: rowOf(23).principalCents + rowOf(24).principalCents,
    });
    expect(behind.dueCents - all.dueCents).toBe(rowOf(23).dueCents + rowOf(24).dueCents);
    const partly = settled({ contract, signedOn, on: '2028-12-17', unpaidRows: [{ number: 24, dueDate: '2028-12-05', outstandingCents: { penalty: 70, fee: 0, interest: 0, principal: 20_000 } }] });
    expect(partly.dueCents - all.dueCents).toBe(20_070);
  });

  it('linear: the cost for the days left; by rows: for the rows left, as the arbitrators count (ABF, pro rata temporis)', () => {
    const linear = { ...fee, criterion: 'linear' as const };
    // 5 December 2026 to 5 December 2030 is 1,461 days, 730 of them after 5 December 2028.
    expect(settled({ contract, signedOn, on: '2028-12-05', costs: [linear] }).costReductionCents).toBe(Math.round((35_000 * 730) / 1_461));
    const byRows = settled({ contract, signedOn, on: '2028-12-17', costs: [linear], linearBy: 'rows' });
    expect(byRows.costReductionCents).toBe(17_500);
  });

  it('amortised cost: the cost for the interest not yet due (the curve of the interest, ABF Coordinamento 26525/2019)', () => {
    const result = settled({ contract, signedOn, on: '2028-12-05', paidThrough: 24, costs: [fee] });
    const interest = contract.rows.reduce((sum, row) => sum + row.interestCents, 0);
    const left = contract.rows.slice(24).reduce((sum, row) => sum + row.interestCents, 0);
    expect(result.costs).toEqual([{ kind: 'arrangement', cents: 35_000, criterion: 'amortised-cost', reducedCents: Math.round((35_000 * left) / interest) }]);
    // Interest is dearer at the start: less than half of it is left half way.
    expect(result.costReductionCents).toBeLessThan(17_500);
  });

  it('without interest the curve is that of the debt', () => {
    const free = contractOf({ nominalRatePpm: 0, rows: 4, principalCents: 400_000 });
    const result = settled({ contract: free, signedOn, on: '2027-02-05', paidThrough: 2, costs: [fee] });
    const days = [31, 31, 28, 31];
    const debt = [400_000, 300_000, 200_000, 100_000].map((balance, index) => balance * (days[index] ?? 0));
    const whole = debt.reduce((sum, each) => sum + each, 0);
    expect(result.costReductionCents).toBe(Math.round((35_000 * ((debt[2] ?? 0) + (debt[3] ?? 0))) / whole));
  });

  it('taxes stay; third-party costs whatever the term stay under D.Lgs. 212/2025 and shrink before', () => {
    const notary: CostItem = { kind: 'register', cents: 10_000, state: 'paid', nature: 'third-party-fixed' };
    const reduced = (signed: string): unknown => settled({ contract, signedOn: signed, on: '2026-12-05', costs: [tax, notary] }).costs.map((cost) => cost.reducedCents);
    expect(reduced('2026-11-20')).toEqual([0, 0]);
    expect(reduced('2026-11-19')).toEqual([0, 10_000]);
    // The day of the new text is a datum: moved later, the same contract falls under the old one.
    const moved = settled({ contract, signedOn: '2026-12-05', on: '2026-12-05', costs: [notary], rules: lawRulesFrom('2027-03-01', '2027-02-28') });
    expect([moved.text, moved.costReductionCents]).toEqual(['tub-2021', 10_000]);
  });

  it('silent contracts before 25 July 2021: recurring costs linear, up-front costs on the curve; after it all on the curve', () => {
    const costs: CostItem[] = [{ ...fee, timing: 'recurring' }, fee];
    const criteria = (signed: string): unknown => settled({ contract, signedOn: signed, on: '2028-12-05', costs }).costs.map((cost) => cost.criterion);
    expect(criteria('2021-07-24')).toEqual(['linear', 'amortised-cost']);
    expect(criteria('2021-07-25')).toEqual(['amortised-cost', 'amortised-cost']);
    expect(criteria('2026-12-05')).toEqual(['amortised-cost', 'amortised-cost']);
  });

  it('costs not asked yet: tax is due whole, the earned part of the others too', () => {
    const costs: CostItem[] = [{ ...tax, state: 'unpaid' }, { ...fee, state: 'unpaid', criterion: 'linear' }];
    const result = settled({ contract, signedOn, on: '2028-12-05', costs });
    expect(result.costsStillDueCents).toBe(4_500 + 35_000 - Math.round((35_000 * 730) / 1_461));
    expect(result.costReductionCents).toBe(0);
  });

  it('services end: the refundable share of the life left comes back', () => {
    const services: LinkedService[] = [
      { code: 'gap', cents: 90_000, state: 'financed', from: '2026-12-05', to: '2029-12-05' },
      { code: 'care', cents: 60_000, state: 'paid', refundablePpm: 400_000 },
      { code: 'theft', cents: 50_000, state: 'paid', refundablePpm: 0 },
    ];
    const result = settled({ contract, signedOn, on: '2028-12-05', services });
    // 365 of the 1,096 days of the policy; 730 of 1,461 of 40 % of the maintenance.
    expect(result.services.map((service) => service.refundCents)).toEqual([Math.round((90_000 * 365) / 1_096), Math.round((24_000 * 730) / 1_461), 0]);
    expect(result.serviceRefundCents).toBe(result.services.reduce((sum, service) => sum + service.refundCents, 0));
  });
});

const costs: CostItem[] = [
  { kind: 'arrangement', cents: 35_000, state: 'financed' },
  { kind: 'broker', cents: 60_011, state: 'paid', criterion: 'linear' },
  { kind: 'tax', cents: 4_523, state: 'financed', nature: 'tax' },
  { kind: 'statement', cents: 333, state: 'unpaid' },
];
const services: LinkedService[] = [{ code: 'life', cents: 45_000, state: 'financed' }];

describe('properties of the settlement', () => {
  it('on the start asks no fee of the row of that day, and gives back one that was paid', () => {
    const charges = [{ kind: 'collection', at: 'row', cents: 577, financed: false, inTaeg: true, optional: false }] as const;
    const rent = contractOf({ principalCents: 961_592, rows: 36, mode: 'advance', charges });
    const on = rent.terms.start;
    const none = settled({ contract: rent, signedOn, on });
    expect(none).toMatchObject({ dueCents: 961_592, arrearsCents: { fee: 0 }, feesNotDueCents: 36 * 577, feesReturnedCents: 0 });
    const paid = settled({ contract: rent, signedOn, on, paidThrough: 1, explain: true });
    expect(none.dueCents - paid.dueCents).toBe(rowOf(1, rent).dueCents);
    expect(paid).toMatchObject({ feesReturnedCents: 577 });
    expect(paid.proof?.find((line) => line.label === 'firstDayFees')?.cents).toBe(577);
    // The day after, the row has fallen due and its fee is earned.
    expect(settled({ contract: rent, signedOn, on: addDays(on, 1), paidThrough: 0 })).toMatchObject({ arrearsCents: { fee: 577 }, feesReturnedCents: 0 });
  });

  it.each(seeds)('on the start equals the withdrawal of that day, for every kind of plan, paid or not, on any criterion (seed %i)', (seed) => {
    const choices = fc.record({ paid: fc.boolean(), linearBy: fc.constantFrom('days', 'rows'), criterion: fc.constantFrom('linear', 'amortised-cost') });
    fc.assert(
      fc.property(everyKindOfContract, choices, (each, { paid, linearBy, criterion }) => {
        const on = each.terms.start;
        const paidThrough = paid ? (each.rows.findLast((row) => row.dueDate === on)?.number ?? 0) : undefined;
        const items = costs.map((item): CostItem => (item.kind === 'broker' ? { ...item, criterion } : item));
        const one = settled({ contract: each, signedOn: '2026-11-20', on, costs: items, services, linearBy, paidThrough });
        const other = withdrawal({ contract: each, signedOn: on, noticeOn: on, on, costs: items, services, paidThrough });
        expect(other.ok && other.dueCents).toBe(one.dueCents);
      }),
      { numRuns: runs(250), seed },
    );
  });

  it.each(seeds)('on the last due date is the last row; on every due date the row and the capital after it (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyContract, fc.nat(), (each, pick) => {
        const last = each.rows.at(-1);
        expect(settled({ contract: each, signedOn, on: last?.dueDate ?? '', costs: [{ ...fee }, { ...fee, criterion: 'linear' }] }).dueCents).toBe(last?.dueCents);
        const row = each.rows[pick % each.rows.length];
        if (row === undefined || row.dueDate === each.terms.start) return;
        const before = settled({ contract: each, signedOn, on: row.dueDate, costs });
        const after = settled({ contract: each, signedOn, on: row.dueDate, costs, paidThrough: row.number });
        // It falls by what the row asks, the moment the row is paid.
        expect(before.dueCents - after.dueCents).toBe(row.dueCents);
      }),
      { numRuns: runs(50), seed },
    );
  });

  it.each(seeds)('never falls from a day to the next inside a period, with costs and services on any criterion (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyContract, fc.double({ min: 0, max: 0.999, noNaN: true }), fc.constantFrom('linear', 'amortised-cost'), (each, share, criterion) => {
        const on = dayOf(each, share);
        const next = addDays(on, 1);
        if (each.rows.some((row) => row.dueDate === on || row.dueDate === next) || next > (each.rows.at(-1)?.dueDate ?? '')) return;
        const items = costs.map((item) => ({ ...item, criterion }) as CostItem);
        const one = settled({ contract: each, signedOn, on, costs: items, services });
        const other = settled({ contract: each, signedOn, on: next, costs: items, services });
        expect(other.dueCents).toBeGreaterThanOrEqual(one.dueCents);
        expect(one.interestNotDueCents).toBeGreaterThanOrEqual(other.interestNotDueCents);
        expect(other.interestNotDueCents).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: runs(60), seed },
    );
  });

  it.each(seeds)('interest to the day is balance × rate × days, exactly, for counts by actual days (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyContract, fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(365, 360, 364), (drawn, share, basis) => {
        const each = contractOf({ ...drawn.terms, dayCount: basis === 365 ? 'act/365f' : basis === 360 ? 'act/360' : 'act/364', interestOn: 'declining', graceInterestRows: 0, charges: undefined });
        const on = dayOf(each, share);
        const past = each.rows.filter((row) => row.dueDate <= on);
        const balance = past.at(-1)?.balanceCents ?? each.terms.principalCents;
        const days = toDayNumber(on) - toDayNumber(past.at(-1)?.dueDate ?? each.terms.start);
        const exact = divideRoundedBig(BigInt(balance) * BigInt(each.terms.nominalRatePpm) * BigInt(days), BigInt(basis) * 1_000_000n, each.terms.rounding.mode);
        expect(settled({ contract: each, signedOn, on }).accruedInterestCents).toBe(Number(exact));
      }),
      { numRuns: runs(50), seed },
    );
  });

  it.each(seeds)('a part and then the rest on the same day cost what the whole would (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyContract, fc.double({ min: 0, max: 0.98, noNaN: true }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.constantFrom('term', 'instalment'), fc.constantFrom('paid-now', 'next-row'), (each, share, portion, keep, accruedInterest) => {
        const on = dayOf(each, share);
        const whole = settled({ contract: each, signedOn, on, costs, services });
        if (whole.capitalCents < 10_000) return;
        const principalCents = Math.max(1, Math.floor(whole.capitalCents * portion));
        const part = partialSettlement({ contract: each, signedOn, on, costs, services, principalCents, keep, accruedInterest });
        if (!part.ok) {
          expect(['instalment_not_positive', 'choice_not_consistent', 'date_out_of_range']).toContain(part.refusal);
          return;
        }
        const rest = settled({ contract: part.contract, signedOn, on, costs: part.costsLeft });
        expect(part.dueCents + rest.dueCents).toBe(whole.dueCents + whole.serviceRefundCents);
        expect(part.contract.rows.reduce((sum, row) => sum + row.principalCents, 0)).toBe(whole.capitalCents - principalCents);
        if (keep === 'term') expect(part.contract.rows.at(-1)?.dueDate).toBe(each.rows.at(-1)?.dueDate);
        else expect(part.contract.rows.length).toBeLessThanOrEqual(each.rows.filter((row) => row.dueDate > on).length);
      }),
      { numRuns: runs(50), seed },
    );
  });
});
