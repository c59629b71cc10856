import { describe, expect, it } from 'vitest';
import { contractOf } from '../proof/servicing-samples.ts';
import { partialSettlement, settlement } from '../servicing.ts';
import type { PartialSettlement, PartialSettlementRequest, ServicedContract, Settlement, SettlementRequest } from '../servicing.ts';

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
const rowOf = (number: number, of: ServicedContract): ServicedContract['rows'][number] => {
  const row = of.rows.find((each) => each.number === number);
  if (row === undefined) throw new Error(`no row ${number}`);
  return row;
};

describe('compensation', () => {
  const dear = contractOf({ principalCents: 3_000_000 });
  const asked = (on: string, more: Partial<SettlementRequest> = {}): unknown => settled({ contract: dear, signedOn, on, compensation: { agreedPpm: 10_000 }, ...more }).compensation;

  it('1 % with more than a year left, 0.5 % from one year down', () => {
    expect(asked('2028-12-05')).toEqual({ cents: Math.round(rowOf(24, dear).balanceCents / 100), ratePpm: 10_000, reason: 'agreed' });
    const long = contractOf({ principalCents: 6_000_000 });
    const balance = (number: number): number => rowOf(number, long).balanceCents;
    expect(settled({ contract: long, signedOn, on: '2029-12-04', compensation: { agreedPpm: 10_000 } }).compensation.ratePpm).toBe(10_000);
    expect(settled({ contract: long, signedOn, on: '2029-12-05', compensation: { agreedPpm: 10_000 } }).compensation).toEqual({ cents: Math.round(balance(36) / 200), ratePpm: 5_000, reason: 'capped-by-law' });
  });

  it('never above the interest that would have been paid', () => {
    const cheap = contractOf({ principalCents: 6_000_000, nominalRatePpm: 1_000 });
    const result = settled({ contract: cheap, signedOn, on: '2029-06-05', compensation: { agreedPpm: 10_000 } });
    expect(result.compensation.reason).toBe('capped-by-interest');
    expect(result.compensation.cents).toBe(result.interestNotDueCents);
  });

  it('none for an insurer, an overdraft, a rate not fixed, a whole debt within 10,000 euro', () => {
    for (const [field, reason] of [['insurance', 'insurance'], ['overdraft', 'overdraft'], ['rateNotFixed', 'rate-not-fixed']] as const) {
      expect(asked('2028-12-05', { compensation: { agreedPpm: 10_000, [field]: true } })).toEqual({ cents: 0, ratePpm: 0, reason });
    }
    const within = contractOf({ principalCents: 1_000_000 });
    const above = contractOf({ principalCents: 1_000_001 });
    const first = (of: ServicedContract): unknown => settled({ contract: of, signedOn, on: of.terms.start, compensation: { agreedPpm: 10_000 } }).compensation;
    expect(first(within)).toEqual({ cents: 0, ratePpm: 0, reason: 'full-debt-within-limit' });
    expect(first(above)).toEqual({ cents: 10_000, ratePpm: 10_000, reason: 'agreed' });
    // Guides on the web (prestitionline.it) free every part up to 10,000 euro; the text frees the whole debt only.
    const part = repaid({ contract: dear, signedOn, on: '2028-12-05', compensation: { agreedPpm: 10_000 }, principalCents: 500_000, keep: 'term' });
    expect(part.compensation).toEqual({ cents: 5_000, ratePpm: 10_000, reason: 'agreed' });
  });
});
