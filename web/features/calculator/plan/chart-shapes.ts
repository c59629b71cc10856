/** The plan as shapes: bars of principal and interest, row by row, and the line of the balance. Pure. */
import type { PlanRow } from '../result/answers.ts';

export interface ChartShapes {
  readonly principal: string;
  readonly interest: string;
  readonly balance: string;
  /** Where zero is; above the foot when a row pays less than its interest. */
  readonly zero: number;
  /** What the highest bar stands for. */
  readonly mostCents: number;
  readonly mostBalanceCents: number;
}

const short = (value: number): string => String(Math.round(value * 10) / 10);
const bar = (x: number, top: number, width: number, height: number): string => (height <= 0 ? '' : `M${short(x)} ${short(top)}h${short(width)}v${short(height)}h${short(-width)}z`);

/** Paths in pixels for a drawing of this size. */
export function chartShapes(rows: readonly PlanRow[], startBalanceCents: number, width: number, height: number): ChartShapes {
  const mostCents = Math.max(1, ...rows.map((row) => Math.max(0, row.principalCents) + Math.max(0, row.interestCents)));
  const leastCents = Math.min(0, ...rows.map((row) => Math.min(0, row.principalCents, row.interestCents)));
  const mostBalanceCents = Math.max(1, startBalanceCents, ...rows.map((row) => row.balanceCents));
  const scale = height / (mostCents - leastCents);
  const zero = mostCents * scale;
  const place = width / Math.max(1, rows.length);
  const broad = Math.max(0.6, Math.min(28, place * (place > 5 ? 0.8 : 0.95)));
  let principal = '';
  let interest = '';
  let balance = `M0 ${short(zero - (startBalanceCents / mostBalanceCents) * zero)}`;
  for (const [index, row] of rows.entries()) {
    const x = index * place + (place - broad) / 2;
    const paid = Math.max(0, row.principalCents) * scale;
    principal += row.principalCents >= 0 ? bar(x, zero - paid, broad, paid) : bar(x, zero, broad, -row.principalCents * scale);
    interest += row.interestCents >= 0 ? bar(x, zero - paid - row.interestCents * scale, broad, row.interestCents * scale) : bar(x, zero, broad, -row.interestCents * scale);
    balance += `H${short((index + 1) * place)}V${short(zero - (row.balanceCents / mostBalanceCents) * zero)}`;
  }
  return { principal, interest, balance, zero, mostCents, mostBalanceCents };
}

/** First row after which at most half of what was owed is still owed. */
export const halfRow = (rows: readonly PlanRow[], startBalanceCents: number): PlanRow | undefined => rows.find((row) => row.balanceCents * 2 <= startBalanceCents);
