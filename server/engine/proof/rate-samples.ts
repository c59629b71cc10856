import fc from 'fast-check';
import type { ExactFlow } from './exact-rate.ts';

export interface RateSample {
  readonly flows: readonly ExactFlow[];
  readonly perYear: number;
  /** Something is drawn after something is paid. */
  readonly drawnAgain: boolean;
}

type Kind = 'level' | 'balloon' | 'zero-rate' | 'one-payment' | 'interest-only' | 'subsidised' | 'tranches' | 'tranches-between' | 'extreme';

const kinds: readonly Kind[] = ['level', 'balloon', 'zero-rate', 'one-payment', 'interest-only', 'subsidised', 'tranches', 'tranches-between', 'extreme'];

/** What a sample is made from: short to print when a property fails. */
export interface RateDraw {
  readonly kind: Kind;
  readonly lent: number;
  readonly rows: number;
  readonly thousandths: number;
  readonly share: number;
  readonly upFront: number;
  readonly fee: number;
  readonly perYear: number;
  readonly days: number;
  readonly divisor: number;
  readonly spread: number;
}

function paymentsOf({ kind, lent, rows, thousandths, share, fee }: RateDraw): number[] {
  const markUp = kind === 'zero-rate' ? 0 : kind === 'subsidised' ? -thousandths / 4 : kind === 'extreme' ? thousandths * 200 : thousandths;
  const due = Math.ceil((lent * (1000 + markUp)) / 1000);
  if (kind === 'one-payment') return [...Array.from({ length: rows - 1 }, () => 0), due];
  if (kind === 'interest-only') {
    const interest = Math.ceil((due - lent) / rows);
    return Array.from({ length: rows }, (_, row) => interest + (row === rows - 1 ? lent : 0));
  }
  const last = kind === 'balloon' ? Math.floor((due * share) / 100) : 0;
  const level = Math.floor((due - last) / rows);
  const costs = kind === 'zero-rate' ? 0 : fee;
  return Array.from({ length: rows }, (_, row) => level + costs + (row === rows - 1 ? due - level * rows : 0));
}

/** Flows of a credit: what is drawn, in one or several parts, and what is paid, with odd first days that may differ from row to row. */
export function rateSample(draw: RateDraw): RateSample {
  const { kind, lent, rows, share, upFront, perYear, days, divisor, spread } = draw;
  const payments = paymentsOf(draw);
  const drawnLater = kind === 'tranches' || kind === 'tranches-between' ? Math.floor((lent * share) / 200) : 0;
  const shift = kind === 'tranches' ? 12 : 0;
  const flows: ExactFlow[] = [{ cents: drawnLater + Math.floor((lent * upFront) / 100) - lent, months: 0, days: 0, divisor: 365 }];
  if (drawnLater > 0) {
    flows.push({ cents: -drawnLater, months: kind === 'tranches' ? 1 + (share % 11) : Math.floor((rows * share) / 100), days: share % 20, divisor: 365 });
  }
  for (const [row, cents] of payments.entries()) {
    flows.push({ cents, months: row + 1 + shift, days: days === 0 ? 0 : days + ((row * spread) % 3), divisor });
  }
  const years = ({ months, days: left, divisor: length }: ExactFlow): number => months / perYear + left / length;
  const drawn = flows.filter(({ cents }) => cents < 0).map(years);
  const paid = flows.filter(({ cents }) => cents > 0).map(years);
  return { flows, perYear, drawnAgain: Math.max(...drawn) > Math.min(...paid) };
}

const rowsUpTo = (most: number): fc.Arbitrary<number> => fc.integer({ min: 1, max: most });

/** Any legal flows: nine kinds of credit, one to 600 rows, by months, weeks or years (100 at most), rates from negative to millions of per cent. */
export const anyRateDraw: fc.Arbitrary<RateDraw> = fc
  .constantFrom(12, 12, 12, 52, 1)
  .chain((perYear) =>
    fc.record({
      kind: fc.constantFrom(...kinds),
      lent: fc.integer({ min: 10_000, max: 20_000_000 }),
      rows: fc.oneof({ weight: 30, arbitrary: rowsUpTo(60) }, { weight: 4, arbitrary: rowsUpTo(perYear === 1 ? 100 : 120) }, { weight: 1, arbitrary: rowsUpTo(perYear === 1 ? 100 : 600) }),
      thousandths: fc.integer({ min: 1, max: 2000 }),
      share: fc.integer({ min: 1, max: 99 }),
      upFront: fc.integer({ min: 0, max: 10 }),
      fee: fc.integer({ min: 0, max: 500 }),
      perYear: fc.constant(perYear),
      days: fc.integer({ min: 0, max: 28 }),
      divisor: fc.constantFrom(365, 366),
      spread: fc.integer({ min: 0, max: 2 }),
    }),
  );
