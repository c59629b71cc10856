import type { DerivationLanguage } from '../derivation.ts';
import type { DerivationStep } from '../financing/types.ts';

/** Reads the printed arithmetic of a derivation back and recomputes it exactly, from the text alone: no number of the engine comes in. */

interface Ratio {
  readonly top: bigint;
  readonly bottom: bigint;
}
/** Decimals that were cut leave a number somewhere between two bounds. */
interface Range {
  readonly low: Ratio;
  readonly high: Ratio;
}

const ratio = (top: bigint, bottom: bigint): Ratio => (bottom < 0n ? { top: -top, bottom: -bottom } : { top, bottom });
const isBelow = (a: Ratio, b: Ratio): boolean => a.top * b.bottom < b.top * a.bottom;
const at = (value: Ratio): Range => ({ low: value, high: value });
const isPoint = ({ low, high }: Range): boolean => low.top * high.bottom === high.top * low.bottom;

const operations = {
  '+': (a: Ratio, b: Ratio) => ratio(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom),
  '−': (a: Ratio, b: Ratio) => ratio(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom),
  '×': (a: Ratio, b: Ratio) => ratio(a.top * b.top, a.bottom * b.bottom),
  '/': (a: Ratio, b: Ratio) => ratio(a.top * b.bottom, a.bottom * b.top),
} as const;
type Sign = keyof typeof operations;
const isSign = (text: string | undefined): text is Sign => text !== undefined && text in operations;

/** Over ranges every corner counts; products and quotients of positive numbers are monotone, sums and differences too. */
function combine(sign: Sign, a: Range, b: Range): Range {
  if (isPoint(a) && isPoint(b)) return at(operations[sign](a.low, b.low));
  const corners = [operations[sign](a.low, b.low), operations[sign](a.low, b.high), operations[sign](a.high, b.low), operations[sign](a.high, b.high)];
  const [first = a.low, ...others] = corners;
  return { low: others.reduce((least, each) => (isBelow(each, least) ? each : least), first), high: others.reduce((most, each) => (isBelow(most, each) ? each : most), first) };
}

function power(base: Range, exponent: number): Range {
  const raised = (value: Ratio): Ratio => {
    const times = BigInt(Math.abs(exponent));
    return exponent < 0 ? ratio(value.bottom ** times, value.top ** times) : ratio(value.top ** times, value.bottom ** times);
  };
  const [one, other] = [raised(base.low), raised(base.high)];
  return isBelow(other, one) ? { low: other, high: one } : { low: one, high: other };
}

/** '1.234,567891…' as a range, the sign apart. */
function numberOf(text: string, language: DerivationLanguage): Range {
  const plain = language === 'it' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '');
  const [integer = '0', decimals = ''] = plain.replace('…', '').split('.');
  const bottom = 10n ** BigInt(decimals.length);
  const top = BigInt(integer) * bottom + BigInt(decimals === '' ? '0' : decimals);
  return { low: ratio(top, bottom), high: ratio(text.endsWith('…') ? top + 1n : top, bottom) };
}

const token = /\d[\d.,]*…?|[A-Za-z]|[+−\-×/^()%]/gu;

/** The value of an expression; null when it has a sign or a symbol whose value no earlier step gave. */
function evaluate(text: string, language: DerivationLanguage, known: ReadonlyMap<string, Range>): Range | null {
  const bare = text.replaceAll('€', '').replaceAll(/\s/g, ' ').trim();
  const tokens = bare.match(token) ?? [];
  if (tokens.join('') !== bare.replaceAll(' ', '')) return null;
  let next = 0;
  const factor = (): Range | null => {
    const found = tokens[next++];
    if (found === '-' || found === '−') {
      const inner = factor();
      return inner && combine('−', at(ratio(0n, 1n)), inner);
    }
    let value: Range | null = null;
    if (found === '(') {
      value = sum();
      next += 1;
    } else if (found !== undefined && /^\d/.test(found)) value = numberOf(found, language);
    else value = known.get(found ?? '') ?? null;
    if (value !== null && tokens[next] === '%') {
      next += 1;
      value = combine('/', value, at(ratio(100n, 1n)));
    }
    if (value !== null && tokens[next] === '^') {
      next += 1;
      const sign = tokens[next] === '−' ? -1 : 1;
      if (sign === -1) next += 1;
      value = power(value, sign * Number(tokens[next++]));
    }
    return value;
  };
  const chain = (of: () => Range | null, signs: readonly Sign[]): Range | null => {
    let value = of();
    for (let sign = tokens[next]; value !== null && isSign(sign) && signs.includes(sign); sign = tokens[next]) {
      next += 1;
      const other = of();
      value = other && combine(sign, value, other);
    }
    return value;
  };
  const product = (): Range | null => chain(factor, ['×', '/']);
  const sum = (): Range | null => chain(product, ['+', '−']);
  const value = sum();
  return next === tokens.length ? value : null;
}

/** To the cent, half away from zero or half to even. */
function rounded({ top, bottom }: Ratio, scale: bigint, isEven: boolean): bigint {
  const positive = (top < 0n ? -top : top) * scale;
  const whole = positive / bottom;
  const twice = (positive - whole * bottom) * 2n;
  const up = twice > bottom || (twice === bottom && (!isEven || whole % 2n === 1n));
  const result = up ? whole + 1n : whole;
  return top < 0n ? -result : result;
}

const isWithin = (a: Range, b: Range): boolean => !isBelow(a.high, b.low) && !isBelow(b.high, a.low);

/** True when the value is the number that was counted, or the cent that it rounds to. */
function leadsTo(counted: Range, value: Range, isEven: boolean): boolean {
  if (isWithin(counted, value)) return true;
  if (!isPoint(value)) return false;
  const cents = rounded(value.low, 100n, isEven);
  const least = rounded(counted.low, 100n, isEven);
  const most = rounded(counted.high, 100n, isEven);
  return (least <= cents && cents <= most) || (most <= cents && cents <= least);
}

export interface Recount {
  /** Steps whose arithmetic was recomputed. */
  readonly counted: number;
  /** The first step whose printed value is not what its arithmetic gives. */
  readonly wrong: DerivationStep | null;
}

/** Recomputes every step that prints arithmetic; symbols stand for the values of the steps that name them ('P', 'A = …'). */
export function recount(steps: readonly DerivationStep[], language: DerivationLanguage, isEven: boolean): Recount {
  const known = new Map<string, Range>();
  let counted = 0;
  let before: Range | null = null;
  for (const step of steps) {
    const formula = step.formula.replace(/^[^×]*: /u, '');
    const value = evaluate(step.value, language, known);
    const named = /^([A-Z])( = .*)?$/u.exec(formula)?.[1];
    if (formula.startsWith('i = ') && value !== null) {
      known.set('i', value);
      known.set('v', combine('/', at(ratio(1n, 1n)), combine('+', at(ratio(1n, 1n)), value)));
    } else if (named !== undefined && value !== null) known.set(named, value);
    else if (formula !== '' && value !== null) {
      const found = evaluate(formula, language, known);
      if (found !== null) {
        counted += 1;
        if (!leadsTo(found, value, isEven)) return { counted, wrong: step };
        // '96 × 5,00' after '95,69…': the whole number is what the line before rounds to.
        const times = /^(Rounded once|Arrotondato una volta)/u.test(step.label) ? /^([\d.,]+) × /u.exec(formula)?.[1] : undefined;
        const many = times === undefined ? null : numberOf(times, language);
        if (many !== null && before !== null && rounded(before.low, 1n, isEven) > many.low.top) return { counted, wrong: step };
        if (many !== null && before !== null && rounded(before.high, 1n, isEven) < many.low.top) return { counted, wrong: step };
      }
    }
    before = value;
  }
  return { counted, wrong: null };
}
