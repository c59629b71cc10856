import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOfFlows } from '../rate/rate-answer.ts';
import { solveAnnualRate } from '../rates.ts';
import type { TimedAmount } from '../rates.ts';
import { exactPresentValue, worthAround } from './exact-rate.ts';
import type { ExactFlow } from './exact-rate.ts';
import { anyRateDraw, rateSample } from './rate-samples.ts';
import type { RateSample } from './rate-samples.ts';
import { cases, seeds } from './seeds.ts';

const timed = ({ flows, perYear }: RateSample): TimedAmount[] =>
  flows.map(({ cents, months, days, divisor }) => ({ cents, time: { whole: months, days, divisor, years: months / perYear + days / divisor } }));

/** Worth of the flows at many forces, from −99 % to 10^8 % unless said, each divided by the sum of its absolute terms. */
function profile({ flows, perYear }: RateSample, lowest = -4.605170185988091, highest = 13.815510557964279): number[] {
  const found: number[] = [];
  for (let step = 0; step <= 6000; step++) {
    const force = lowest + ((highest - lowest) * step) / 6000;
    let worth = 0;
    let weight = 0;
    for (const { cents, months, days, divisor } of flows) {
      const present = cents * Math.exp(-force * (months / perYear + days / divisor));
      worth += present;
      weight += Math.abs(present);
    }
    found.push(worth / weight);
  }
  return found;
}

const turns = (values: readonly number[]): number => values.filter((value, index) => index > 0 && value > 0 !== (values[index - 1] ?? 0) > 0).length;

function expectNoRate(sample: RateSample): void {
  const bounds = [exactPresentValue(sample.flows, -990_000_000_000_000n, sample.perYear), exactPresentValue(sample.flows, 1_000_000n * 10n ** 15n, sample.perYear)];
  expect((bounds[0] ?? 0n) > 0n).toBe((bounds[1] ?? 0n) > 0n);
  expect(turns(profile(sample))).toBe(0);
}

/** An answer is right to 10^-10 absolutely, a refusal is true. Returns what it was. */
function judge(sample: RateSample): string {
  const answer = answerOfFlows(timed(sample), sample.perYear, 2, 'flows');
  if (!answer.ok) {
    if (answer.refusal === 'not_solvable' || answer.refusal === 'rate_out_of_range') {
      expectNoRate(sample);
      // What no money and all money later are worth tells one rate beyond the bounds from none.
      const far = [exactPresentValue(sample.flows, 1n - 10n ** 15n, sample.perYear), exactPresentValue(sample.flows, 10n ** 215n, sample.perYear)];
      const apart = (far[0] ?? 0n) > 0n !== (far[1] ?? 0n) > 0n;
      if (answer.refusal === 'not_solvable') expect(apart).toBe(false);
      else expect(apart || turns(profile(sample, -40, 40)) > 0 || turns(profile(sample, -2000, 2000)) > 0).toBe(true);
    } else {
      const worths = profile(sample);
      expect(turns(worths) > 1 || worths.some((worth) => Math.abs(worth) < 1e-6)).toBe(true);
    }
    expect(solveAnnualRate(timed(sample), sample.perYear)).toBeNull();
    return answer.refusal;
  }
  const [below, above] = worthAround(sample.flows, answer.exactPct, '0.0000000001', sample.perYear);
  expect(below > 0n).toBe(above < 0n);
  expect(above > 0n).toBe(below < 0n);
  const quick = solveAnnualRate(timed(sample), sample.perYear);
  if (quick === null) expect(sample.drawnAgain).toBe(true);
  else expect(Math.abs(quick - answer.annualRate)).toBeLessThan(1e-10 * Math.max(1, quick));
  return answer.annualRate < 0 ? 'negative' : answer.annualRate > 100 ? 'above 10,000 %' : 'rate';
}

const one = (cents: number, months: number): ExactFlow => ({ cents, months, days: 0, divisor: 365 });

describe('rates against the exact referee', () => {
  it('the referee sees an error of 10^-9', () => {
    const flows = [one(-100_000, 0), one(105_125, 12)];
    const sides = (text: string): readonly boolean[] => worthAround(flows, text, '0.0000000001').map((worth) => worth > 0n);
    expect(sides('5.125')).toEqual([true, false]);
    expect(sides('5.1250001')).toEqual([false, false]);
    expect(sides('5.1249999')).toEqual([true, true]);
  });

  it.each(seeds)('right to 10^-10, or refused with reason (seed %i)', (seed) => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(anyRateDraw, (draw) => {
        const outcome = judge(rateSample(draw));
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      }),
      { seed, numRuns: cases(1000, 500_000) },
    );
    // All outcomes are met, and nearly all flows have a rate.
    expect((seen.get('negative') ?? 0) > 20 && (seen.get('above 10,000 %') ?? 0) > 5).toBe(true);
    const refused = (seen.get('not_solvable') ?? 0) + (seen.get('rate_not_unique') ?? 0);
    expect(refused).toBeLessThan(cases(1000, 500_000) / 10);
  }, 3_600_000);
});
