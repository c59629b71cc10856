import { z } from 'zod';
import type { DerivationStep, RowPart } from '#engine';
import type { Declined } from './calculation.ts';
import { count } from './fields.ts';

/** The steps behind the figures of a plan, a financing or a lease, told by the engine's derivation. */
export const explainFields = {
  explain: z.enum(['it', 'en']).optional().describe('language of the steps that led to the figures; none unless said'),
  explainRow: count.optional().describe('with `explain`: the steps of this row alone'),
  explainPart: z.enum(['principal', 'interest', 'fee', 'due', 'balance']).optional().describe('with `explainRow`: the steps of one amount down to its rounding'),
};

export const explainResult = {
  derivation: z
    .array(z.object({ figure: z.string(), label: z.string(), formula: z.string(), value: z.string() }))
    .optional()
    .describe('only with `explain`: a figure that does not exist, like the TAEG of flows that have none, is left out'),
};

interface Asked {
  readonly explain?: 'it' | 'en' | undefined;
  readonly explainRow?: number | undefined;
  readonly explainPart?: RowPart | undefined;
}

type RowFigure = { readonly row: number; readonly part?: RowPart | undefined };
type Named = DerivationStep & { readonly figure: string };
type Steps = { readonly ok: true; readonly told: { readonly derivation?: Named[] } } | Declined;

/** Tells a figure of one answer in one language. */
export type Tell<Figure> = (figure: Figure | RowFigure) => readonly DerivationStep[];

/**
 * The steps of the figures, each under the name it has in the answer, or of the row asked; nothing when they are not asked or
 * the host has no derivation at hand (`tellIn` undefined). Refused by name when there is no such row.
 */
export function stepsOf<Figure>(asked: Asked, names: readonly (readonly [name: string, figure: Figure])[], tellIn: ((language: 'it' | 'en') => Tell<Figure> | null) | undefined): Steps {
  const { explain: language, explainRow, explainPart } = asked;
  if (explainPart !== undefined && explainRow === undefined) return { ok: false, refusal: 'missing', path: 'explainRow' };
  if (language === undefined) return explainRow === undefined ? { ok: true, told: {} } : { ok: false, refusal: 'missing', path: 'explain' };
  const tell = tellIn?.(language) ?? null;
  if (tell === null) return { ok: true, told: {} };
  const named = (name: string, figure: Figure | RowFigure): Named[] => tell(figure).map((step) => ({ figure: name, ...step }));
  if (explainRow === undefined) return { ok: true, told: { derivation: names.flatMap(([name, figure]) => named(name, figure)) } };
  const derivation = named(`rows.${explainRow}${explainPart === undefined ? '' : `.${explainPart}`}`, { row: explainRow, part: explainPart });
  return derivation.length === 0 ? { ok: false, refusal: 'number_out_of_range', path: 'explainRow' } : { ok: true, told: { derivation } };
}
