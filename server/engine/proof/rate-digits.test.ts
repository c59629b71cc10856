import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveRate, legalTaeg } from '../rates.ts';
import { exactExponential, exactLogarithm, fixedPoint } from './exact-rate.ts';
import { cases, seeds } from './seeds.ts';

const one = 1n << 224n;

/** A decimal text as a ratio. */
function ratioOf(text: string): readonly [bigint, bigint] {
  const [whole = '', fraction = ''] = text.split('.');
  return [BigInt(whole + fraction), 10n ** BigInt(fraction.length)];
}

interface DecimalFlow {
  /** Years as decimal text, or so many twelfths. */
  readonly years: string | number;
  /** Amount as decimal text, with its sign. */
  readonly amount: string;
}

const yearsRatio = ({ years }: DecimalFlow): readonly [bigint, bigint] => (typeof years === 'number' ? [BigInt(years), 12n] : ratioOf(years));
const yearsFloat = ({ years }: DecimalFlow): number => (typeof years === 'number' ? years / 12 : Number(years));

/** Worth of flows at a rate in per cent plus so many units of a decimal, from the texts alone. */
function worthAt(flows: readonly DecimalFlow[], ratePct: string, units: bigint, decimals: number): bigint {
  const rate = fixedPoint(ratePct) + (units * one) / (100n * 10n ** BigInt(decimals));
  const force = exactLogarithm(one + rate / 100n);
  return flows.reduce((sum, flow) => {
    const [top, bottom] = yearsRatio(flow);
    const [amount, scale] = ratioOf(flow.amount.replace('-', ''));
    const present = (amount * exactExponential((-force * top) / bottom)) / scale;
    return flow.amount.startsWith('-') ? sum - present : sum + present;
  }, 0n);
}

const decimalsOf = (text: string): number => (text.split('.')[1] ?? '').length;

/** True when the rate with which the flows are worth nothing lies within 0.56 of the last digit printed. */
function lastDigitIsTrue(flows: readonly DecimalFlow[], exactPct: string): boolean {
  const decimals = decimalsOf(exactPct);
  return worthAt(flows, exactPct, -56n, decimals) > 0n !== worthAt(flows, exactPct, 56n, decimals) > 0n;
}

function printed(flows: readonly DecimalFlow[]): string | null {
  const side = (negative: boolean): [number, number][] =>
    flows.filter(({ amount }) => amount.startsWith('-') === negative).map((flow): [number, number] => [yearsFloat(flow), Math.abs(Number(flow.amount))]);
  const answer = legalTaeg({ drawdowns: side(true), payments: side(false) });
  return answer.ok ? answer.exactPct : null;
}

const digits = (least: number, most: number): fc.Arbitrary<string> => fc.integer({ min: least, max: most }).chain((length) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${length - 1}}$`)));
/** What a float says of a text: the text itself up to fifteen digits, and no shorter one beyond. */
const isHeld = (text: string): boolean => text.replace('.', '').length <= 15 || String(Number(text)).replace('.', '').length > 15;
const time = fc.oneof(fc.integer({ min: 1, max: 120 }), fc.tuple(fc.integer({ min: 0, max: 9 }), digits(1, 13)).map(([whole, fraction]) => `${whole}.${fraction}`).filter(isHeld));
const amount = fc.tuple(digits(3, 5), fc.oneof(fc.constant(''), digits(1, 12))).map(([whole, fraction]) => (fraction === '' ? whole : `${whole}.${fraction}`)).filter(isHeld);
const loan = fc.tuple(amount, fc.array(fc.record({ years: time, amount }), { minLength: 1, maxLength: 6 })).map(([lent, payments]): DecimalFlow[] => [{ years: 0, amount: `-${lent}` }, ...payments]);

describe('the digits of a rate', () => {
  it('the referee sees one digit too many', () => {
    // Drawn and paid as a sceptic typed it: amounts of 17 digits, which no float holds.
    const flows: DecimalFlow[] = [
      { years: 0, amount: '-21836.53' }, { years: '0.25', amount: '-10918.265' }, { years: '0.083333333333', amount: '22497.4' }, { years: '3', amount: '11492.910526315789' },
    ];
    expect(lastDigitIsTrue(flows, '3.975187463291293941')).toBe(false);
    expect(lastDigitIsTrue(flows, '3.97518746329128295')).toBe(true);
    const text = printed(flows) ?? '';
    expect(lastDigitIsTrue(flows, text)).toBe(true);
    expect(decimalsOf(text)).toBeGreaterThanOrEqual(11);
  });

  it('a plain credit keeps all eighteen', () => {
    expect(printed([{ years: 0, amount: '-1000' }, { years: 6, amount: '520.5' }, { years: 12, amount: '530.25' }])).toMatch(/^\d+\.\d{18}$/);
    expect(effectiveRate({ ratePct: '6.95', every: 1, unit: 'month' })).toMatchObject({ exactPct: '7.175716661933035332' });
    // (1 + 300/12)^12 − 1 in per cent is beyond what can be told.
    expect(effectiveRate({ ratePct: '30000', every: 1, unit: 'month' })).toEqual({ ok: false, refusal: 'rate_out_of_range', path: 'ratePct' });
  });

  it.each(seeds)('printed are true, whatever decimals amounts and years have (seed %i)', (seed) => {
    let whole = 0;
    fc.assert(
      fc.property(loan, (flows) => {
        const text = printed(flows);
        if (text === null) return;
        expect(lastDigitIsTrue(flows, text)).toBe(true);
        if (decimalsOf(text) >= 11) whole += 1;
      }),
      { seed, numRuns: cases(150, 20_000) },
    );
    // A doubt of the sixteenth digit leaves most rates eleven decimals of per cent and more.
    expect(whole).toBeGreaterThan(cases(150, 20_000) / 2);
  });
});
