import { describe, expect, it } from 'vitest';
import { contractOf } from '../proof/servicing-samples.ts';
import { explainServicing, lawRules, partialSettlement, settlement } from '../servicing.ts';
import type { CostItem, LinkedService, PartialSettlement, PartialSettlementRequest, ServicedContract, Settlement, SettlementRequest } from '../servicing.ts';

function settled(request: SettlementRequest): Settlement {
  const result = settlement(request);
  if (!result.ok) throw new Error(`${result.refusal} at ${result.path}`);
  return result;
}

function repaid(request: PartialSettlementRequest): PartialSettlement {
  const result = partialSettlement(request);
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

const services: LinkedService[] = [{ code: 'life', cents: 45_000, state: 'financed' }];

describe('partialSettlement', () => {
  const on = '2028-12-05';

  it('keeps the term: lower rows to the same last date', () => {
    const part = repaid({ contract, signedOn, on, paidThrough: 24, principalCents: 300_000, keep: 'term' });
    expect(part.contract.rows.length).toBe(24);
    expect(part.instalmentCents).toBeLessThan(contract.instalmentCents ?? 0);
    expect(part.contract.rows[0]).toMatchObject({ number: 25, dueDate: '2029-01-05' });
    expect(part.dueCents).toBe(300_000);
  });

  it('keeps the instalment: fewer rows, the last one lower', () => {
    const part = repaid({ contract, signedOn, on, paidThrough: 24, principalCents: 300_000, keep: 'instalment' });
    const dues = part.contract.rows.map((row) => row.dueCents);
    expect(dues.slice(0, -1).every((cents) => cents === contract.instalmentCents)).toBe(true);
    expect(dues.at(-1)).toBeLessThanOrEqual(contract.instalmentCents ?? 0);
    expect(dues.length).toBe(17);
  });

  it.each([0, 69_500])('leaves the balloon alone when no more than it is owed, at %i ppm', (nominalRatePpm) => {
    const balloon = contractOf({ principalCents: 2_000_000, nominalRatePpm, rows: 36, balloonCents: 800_000 });
    const { balanceCents } = rowOf(24, balloon);
    const part = repaid({ contract: balloon, signedOn, on, paidThrough: 24, principalCents: balanceCents - 600_000, keep: 'term' });
    expect(part.contract.rows.slice(0, -1).every((row) => row.principalCents === 0)).toBe(true);
    expect(part.contract.rows.at(-1)).toMatchObject({ dueDate: '2029-12-05', principalCents: 600_000, balanceCents: 0 });
    const rest = settled({ contract: part.contract, signedOn, on: '2029-06-20' });
    expect(rest.capitalCents).toBe(600_000);
  });

  it('keeps the one row left before a balloon of its own, though both together are within the pace', () => {
    const balloon = contractOf({ principalCents: 50_000, nominalRatePpm: 0, rows: 2, balloonCents: 25_000, balloonAfterLastRow: true });
    const { dueDate } = rowOf(1, balloon);
    const part = repaid({ contract: balloon, signedOn, on: dueDate, paidThrough: 1, principalCents: 375, keep: 'instalment' });
    expect(part.contract.rows.map((row) => [row.number, row.principalCents])).toEqual([[2, 12_500], [3, 24_625]]);
    expect(settled({ contract: part.contract, signedOn, on: dueDate }).capitalCents).toBe(37_125);
  });

  it('keeps a balloon and shortens what stands before it', () => {
    const balloon = contractOf({ principalCents: 2_000_000, rows: 36, balloonCents: 800_000, balloonAfterLastRow: true });
    const part = repaid({ contract: balloon, signedOn, on: '2027-12-05', paidThrough: 12, principalCents: 500_000, keep: 'instalment' });
    const rows = part.contract.rows;
    expect(rows.slice(0, -1).every((row) => row.principalCents + row.interestCents === balloon.instalmentCents)).toBe(true);
    expect(rows.length).toBeLessThan(25);
    expect(rows.at(-1)?.dueCents).toBeLessThanOrEqual(800_000);
  });

  it('spends a payment to the last cent of capital it can', () => {
    const part = repaid({ contract, signedOn, on: '2028-12-17', paymentCents: 400_000, keep: 'term', costs: [fee], compensation: { agreedPpm: 10_000 } });
    expect(part.dueCents + part.unusedCents).toBe(400_000);
    const more = repaid({ contract, signedOn, on: '2028-12-17', principalCents: part.principalCents + 1, keep: 'term', costs: [fee], compensation: { agreedPpm: 10_000 } });
    expect(more.dueCents).toBeGreaterThan(400_000);
  });

  it('refuses by name', () => {
    const request = { contract, signedOn, on, keep: 'term' as const };
    expect(partialSettlement(request)).toEqual({ ok: false, refusal: 'choice_not_consistent', path: 'principalCents' });
    expect(partialSettlement({ ...request, principalCents: 99_999_999 })).toMatchObject({ refusal: 'amount_too_large', path: 'principalCents', nearest: rowOf(24).balanceCents - 1 });
    expect(partialSettlement({ ...request, on: '2028-12-17', paymentCents: 1 })).toMatchObject({ refusal: 'target_not_reachable', path: 'paymentCents' });
    expect(partialSettlement({ ...request, on: '2030-12-05', principalCents: 1 })).toMatchObject({ refusal: 'date_out_of_range', path: 'on' });
    expect(settlement({ contract, signedOn: '2011-05-31', on })).toEqual({ ok: false, refusal: 'rule_missing', path: 'rules.settlement.text' });
    expect(settlement({ contract, signedOn, on: '2026-12-04' })).toEqual({ ok: false, refusal: 'date_out_of_range', path: 'on' });
    expect(settlement({ contract, signedOn, on, rules: lawRules.filter((rule) => rule.unit !== 'ppm'), compensation: { agreedPpm: 1 } })).toMatchObject({ refusal: 'rule_missing' });
  });
});

/** Full or part × linear or amortised cost × keep term or instalment × on or off a due date × with or without services. */
const table = [0, 1, 2, 3, 4].reduce<boolean[][]>((rows) => rows.flatMap((row) => [[...row, false], [...row, true]]), [[]]);

describe('every way to settle, with its proof', () => {
  it.each(table.map((row) => ({ full: row[0] === true, linear: row[1] === true, keepTerm: row[2] === true, onDueDate: row[3] === true, withServices: row[4] === true })))(
    'full $full, linear $linear, keep term $keepTerm, on a due date $onDueDate, services $withServices',
    ({ full, linear, keepTerm, onDueDate, withServices }) => {
      const criterion = linear ? ('linear' as const) : ('amortised-cost' as const);
      const keep = keepTerm ? ('term' as const) : ('instalment' as const);
      const asked = {
        contract,
        signedOn,
        on: onDueDate ? '2028-12-05' : '2028-12-20',
        paidThrough: 24,
        costs: [{ ...fee, criterion }, tax],
        services: withServices ? services : [],
        compensation: { agreedPpm: 10_000 },
        explain: true,
      };
      const whole = settled(asked);
      const result = full ? whole : repaid({ ...asked, principalCents: 300_000, keep });
      const labels = result.proof?.map((line) => line.label) ?? [];
      expect(labels.slice(0, 2)).toEqual(['textInForce', 'balance']);
      expect(labels).toContain('costReduced');
      expect(labels).toContain('taxKept');
      expect(labels.includes(full ? 'serviceRefund' : 'serviceGoesOn')).toBe(withServices);
      expect(labels.includes('newInstalment')).toBe(!full);
      const line = (label: string): number | undefined => result.proof?.findLast((each) => each.label === label)?.cents;
      expect(line('settlementDue')).toBe(result.dueCents);
      expect(line('balance')).toBe(rowOf(24).balanceCents);
      expect(line('accruedInterest')).toBe(onDueDate ? 0 : Math.round((rowOf(24).balanceCents * 0.0695 * 15) / 360));
      expect(line('compensationFree') ?? line('compensationRate')).toBe(result.compensation.cents);
      const reduction = linear ? Math.round((35_000 * (onDueDate ? 730 : 715)) / 1_461) : whole.costReductionCents;
      expect(line('costReduced')).toBe(reduction);
      if (full) expect(whole.costReductionCents).toBe(reduction);
      else {
        const share = Math.round((reduction * (rowOf(24).balanceCents - 300_000)) / rowOf(24).balanceCents);
        expect(result.costReductionCents).toBe(reduction - share);
        expect(result.dueCents).toBe(300_000 + result.accruedInterestCents + result.compensation.cents - result.costReductionCents);
      }
      for (const language of ['it', 'en'] as const) {
        const sentences = explainServicing(result.proof ?? [], language);
        expect(sentences.every((sentence) => sentence.label !== '' && !/undefined|NaN/.test(sentence.formula + sentence.value))).toBe(true);
      }
      expect(settlement({ ...asked, explain: false })).not.toHaveProperty('proof');
    },
  );
});
