import { amountUpTo, date, integerWithin, isBag, oneOf, withoutMinusZero } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { amountsFault, debtParts, dueModes, highestAmount, legalOrder, noAmounts } from './allocate-payment.ts';
import type { Amounts, DebtPart, DueMode } from './allocate-payment.ts';

/** One of the twelve atoms: a part of the debt at a place in time. */
export interface AllocationAtom {
  readonly mode: DueMode;
  readonly part: DebtPart;
}

export interface AllocationRule {
  readonly atoms: readonly AllocationAtom[];
  /**
   * `horizontal`: neighbouring atoms of one mode form a group, and inside it each row is paid wholly, oldest first,
   * before the next row. `vertical`: each atom is paid on every row, oldest first, before the next atom.
   */
  readonly processing: 'horizontal' | 'vertical';
  /** Which rows not yet due are paid first; `none` leaves the money unallocated. */
  readonly inAdvance: 'next' | 'last' | 'none';
}

export interface OutstandingRow {
  readonly number: number;
  readonly dueDate: string;
  readonly outstandingCents: Amounts;
}

export interface RowAllocation {
  readonly number: number;
  readonly allocatedCents: Amounts;
}

export type RowsAllocationResult =
  | { readonly ok: true; readonly rows: readonly RowAllocation[]; readonly allocatedCents: Amounts; readonly unallocatedCents: number }
  | Refusal;

/** Oldest row first, each wholly in the order of art. 1194 c.c., then the row due today, nothing in advance. */
export const legalRule: AllocationRule = {
  atoms: dueModes.flatMap((mode) => legalOrder.map((part) => ({ mode, part }))),
  processing: 'horizontal',
  inAdvance: 'none',
};

export const highestRows = 1_300;

function modeOf(dueDate: string, on: string): DueMode {
  if (dueDate < on) return 'past-due';
  return dueDate === on ? 'due' : 'in-advance';
}

/** Atoms taken together: neighbours of one mode when horizontal, each alone when vertical. */
function groupsOf(rule: AllocationRule): { mode: DueMode; parts: DebtPart[] }[] {
  const groups: { mode: DueMode; parts: DebtPart[] }[] = [];
  for (const { mode, part } of rule.atoms) {
    const last = groups.at(-1);
    if (rule.processing === 'horizontal' && last?.mode === mode) last.parts.push(part);
    else groups.push({ mode, parts: [part] });
  }
  return groups;
}

/** The allocation itself, on rows already checked and in order of due date. */
export function spreadOverRows(paymentCents: number, rows: readonly OutstandingRow[], on: string, rule: AllocationRule): { paid: Record<DebtPart, number>[]; left: number } {
  const paid = rows.map(() => ({ ...noAmounts }));
  const forward = rows.map((_, index) => index);
  const backward = forward.toReversed();
  let left = paymentCents;
  for (const { mode, parts } of groupsOf(rule)) {
    if (left === 0) break;
    if (mode === 'in-advance' && rule.inAdvance === 'none') continue;
    for (const index of mode === 'in-advance' && rule.inAdvance === 'last' ? backward : forward) {
      const row = rows[index];
      const share = paid[index];
      if (row === undefined || share === undefined || modeOf(row.dueDate, on) !== mode) continue;
      for (const part of parts) {
        const cents = Math.min(left, row.outstandingCents[part] - share[part]);
        share[part] += cents;
        left -= cents;
      }
    }
  }
  return { paid, left };
}

export function ruleFault(rule: unknown, path: string): Refusal | null {
  if (!isBag(rule)) return refuse('missing', path);
  const { atoms } = rule;
  if (!Array.isArray(atoms)) return refuse('missing', `${path}.atoms`);
  if (atoms.length > 12) return refuse('too_many_items', `${path}.atoms`, 12);
  const seen = new Set<string>();
  for (const [index, atom] of atoms.entries()) {
    const at = `${path}.atoms.${index}`;
    if (!isBag(atom)) return refuse('missing', at);
    const fault = oneOf(...dueModes)(atom['mode'], `${at}.mode`) ?? oneOf(...debtParts)(atom['part'], `${at}.part`);
    if (fault !== null) return fault;
    const name = `${String(atom['mode'])} ${String(atom['part'])}`;
    if (seen.has(name)) return refuse('choice_not_consistent', at);
    seen.add(name);
  }
  return oneOf('horizontal', 'vertical')(rule['processing'], `${path}.processing`) ?? oneOf('next', 'last', 'none')(rule['inAdvance'], `${path}.inAdvance`);
}

const rowNumber = integerWithin(-1_000_000, 1_000_000, 'number_out_of_range');

function rowsFault(rows: unknown): Refusal | null {
  if (!Array.isArray(rows)) return refuse('missing', 'rows');
  if (rows.length > highestRows) return refuse('too_many_items', 'rows', highestRows);
  for (const [index, row] of rows.entries()) {
    if (!isBag(row)) return refuse('missing', `rows.${index}`);
    const fault = rowNumber(row['number'], `rows.${index}.number`) ?? date(row['dueDate'], `rows.${index}.dueDate`) ?? amountsFault(row['outstandingCents'], `rows.${index}.outstandingCents`);
    if (fault !== null) return fault;
  }
  return null;
}

/**
 * Allocates a payment of the day `on` over dated rows by the rule (default `legalRule`). Rows are taken in order of due
 * date, whatever their order in the list, and come back in the list's order. Nothing exceeds what a row owes;
 * allocated + unallocated = payment, always.
 */
export function allocateOverRows(given: {
  readonly rows: readonly OutstandingRow[];
  readonly on: string;
  readonly paymentCents: number;
  readonly rule?: AllocationRule | undefined;
}): RowsAllocationResult {
  const input = withoutMinusZero(given);
  if (!isBag(input)) return refuse('missing', '');
  const rule = input.rule ?? legalRule;
  const fault = rowsFault(input.rows) ?? date(input.on, 'on') ?? amountUpTo(highestAmount)(input.paymentCents, 'paymentCents') ?? ruleFault(rule, 'rule');
  if (fault !== null) return fault;
  const places = input.rows.map((_, index) => index);
  places.sort((one, other) => {
    const first = input.rows[one]?.dueDate ?? '';
    const second = input.rows[other]?.dueDate ?? '';
    return first < second ? -1 : first > second ? 1 : one - other;
  });
  const ordered = places.flatMap((place) => input.rows[place] ?? []);
  const { paid, left } = spreadOverRows(input.paymentCents, ordered, input.on, rule);
  const allocatedCents = { ...noAmounts };
  const rows: RowAllocation[] = input.rows.map((row) => ({ number: row.number, allocatedCents: noAmounts }));
  for (const [index, place] of places.entries()) {
    const share = paid[index] ?? noAmounts;
    rows[place] = { number: input.rows[place]?.number ?? 0, allocatedCents: share };
    for (const part of debtParts) allocatedCents[part] += share[part];
  }
  return { ok: true, rows, allocatedCents, unallocatedCents: left };
}
