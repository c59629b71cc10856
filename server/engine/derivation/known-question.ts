/** Whether a question about a figure can be answered at all: a derivation of anything else is empty, and nothing throws. */
import { isBag } from '../check-fields.ts';
import type { DerivationLanguage } from '../derivation-texts.ts';

const languages: readonly unknown[] = ['it', 'en'] satisfies readonly DerivationLanguage[];
const parts: ReadonlySet<unknown> = new Set([undefined, 'principal', 'interest', 'fee', 'due', 'balance']);

/** Italian or English. */
export function isLanguage(value: unknown): value is DerivationLanguage {
  return languages.includes(value);
}

/** A figure of the table, or a row by its number with a part that rows have. */
export function isFigureOf(table: object, figure: unknown): boolean {
  if (typeof figure === 'string') return Object.hasOwn(table, figure);
  return isBag(figure) && Number.isInteger(figure.row) && parts.has(figure.part ?? undefined);
}
