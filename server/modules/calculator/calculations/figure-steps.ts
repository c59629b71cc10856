import { z } from 'zod';
import { priceFinancing, type DerivationStep, type FigureName, type FinancingFigures, type FinancingTerms, type PlanRow, type RowPart } from '#engine';
import type { PlanTerms } from '#engine/plans';
import type { Aids } from './aids.ts';
import type { Declined } from './calculation.ts';
import { count } from './fields.ts';

/** The steps behind the figures of a plan, told by the engine's derivation where it gives the very figure that was answered. */
export const explainFields = {
  explain: z.enum(['it', 'en']).optional().describe('language of the steps that led to the figures; none unless said'),
  explainRow: count.optional().describe('with `explain`: the steps of this row alone'),
  explainPart: z.enum(['principal', 'interest', 'fee', 'due', 'balance']).optional().describe('with `explainRow`: the steps of one amount down to its rounding'),
};

export const explainResult = {
  derivation: z
    .array(z.object({ figure: z.string(), label: z.string(), formula: z.string(), value: z.string() }))
    .optional()
    .describe('only with `explain`: a figure that has no steps of its own is left out'),
};

interface Asked {
  readonly explain?: 'it' | 'en' | undefined;
  readonly explainRow?: number | undefined;
  readonly explainPart?: RowPart | undefined;
}

/** A figure as it was answered: the name the caller knows, the name and unit of the engine. */
export interface ToldFigure {
  readonly name: string;
  readonly figure: keyof FinancingFigures;
  readonly value: number | null;
}

/** What was answered; rows by number, an amount that the answer does not have left out. */
export interface Told {
  readonly figures: readonly ToldFigure[];
  readonly rows: readonly Partial<PlanRow>[];
}

type Steps = { readonly ok: true; readonly derivation?: (DerivationStep & { readonly figure: string })[] } | Declined;

const refused = (path: string): Declined => ({ ok: false, refusal: 'choice_not_consistent', path });

/** Amounts that a part of a row rests on: all must be those of the financing. */
const restsOn: Readonly<Record<RowPart, readonly (keyof PlanRow)[]>> = {
  principal: ['principalCents', 'interestCents', 'balanceCents'],
  interest: ['interestCents'],
  fee: ['feeCents'],
  due: ['principalCents', 'interestCents', 'feeCents', 'dueCents'],
  balance: ['principalCents', 'interestCents', 'feeCents', 'dueCents', 'balanceCents'],
};

const daysOf = { month: 30, week: 7, day: 1 } as const;
/** The exact equation of an instalment grows with every capitalisation of every row: beyond so many it takes seconds. */
const mostCapitalisations = 6000;

function isTooLong({ plan, termMonths }: FinancingTerms): boolean {
  if (plan.kind !== 'shaped' || plan.shape.capitalisation === undefined) return false;
  const { every, unit, capitalisation } = plan.shape;
  return (termMonths * every * daysOf[unit]) / (capitalisation.every * daysOf[capitalisation.unit]) > mostCapitalisations;
}

/**
 * The steps of the figures, or of the row asked; nothing when they are not asked or the host has no derivation at hand.
 * `terms` null: the financing has no word for part of what was asked. Refused by name when nothing can be told.
 */
export function stepsOf(asked: Asked, terms: FinancingTerms | null, told: Told, aids: Aids | undefined): Steps {
  const { explain: language, explainRow, explainPart } = asked;
  if (explainPart !== undefined && explainRow === undefined) return { ok: false, refusal: 'missing', path: 'explainRow' };
  if (language === undefined) return explainRow === undefined ? { ok: true } : { ok: false, refusal: 'missing', path: 'explain' };
  const explain = aids?.explain;
  if (explain === undefined) return { ok: true };
  const priced = terms === null ? null : priceFinancing(terms);
  if (terms === null || priced === null || !priced.ok) return refused('explain');
  const named = (name: string, figure: FigureName) => explain(terms, figure, language).map((step) => ({ figure: name, ...step }));
  if (explainRow === undefined) {
    const derivation = told.figures.filter(({ figure, value }) => value === priced.figures[figure] && !(figure === 'instalmentCents' && isTooLong(terms))).flatMap(({ name, figure }) => named(name, figure));
    return derivation.length === 0 ? refused('explain') : { ok: true, derivation };
  }
  const mine = told.rows.find((row) => row.number === explainRow);
  const theirs = priced.figures.rows.find((row) => row.number === explainRow);
  if (mine === undefined) return { ok: false, refusal: 'number_out_of_range', path: 'explainRow' };
  const part = explainPart ?? 'balance';
  const same = theirs !== undefined && restsOn[part].every((key) => mine[key] === theirs[key]);
  const derivation = same ? named(`rows.${explainRow}${explainPart === undefined ? '' : `.${explainPart}`}`, { row: explainRow, part: explainPart }) : [];
  return derivation.length === 0 ? refused(explainPart === undefined ? 'explainRow' : 'explainPart') : { ok: true, derivation };
}

const knownBases = { principal: 'total-credit', 'amount-financed': 'amount-financed', instalment: 'instalment' } as const;
const baseOf = (base: string | undefined) => (base === 'principal' || base === 'amount-financed' || base === 'instalment' ? knownBases[base] : undefined);

/** A plan as the financing of a price; null for a down payment or several drawdowns, which a financing has no word for. */
export function financingOfPlan({ principalCents, nominalRatePpm, rows, start, firstDueDate, dueDates, balloonCents, downPaymentPpm, drawdowns, charges, ...shape }: PlanTerms): FinancingTerms | null {
  if ((downPaymentPpm ?? 0) > 0 || (drawdowns?.length ?? 0) > 1) return null;
  return {
    priceCents: principalCents,
    discountCents: 0,
    tradeInCents: 0,
    depositCents: 0,
    termMonths: rows,
    nominalRatePpm,
    plan: { kind: 'shaped', shape, balloonCents, dueDates },
    startDate: start,
    firstDueDate,
    // A share of what a row holds is in the fees of the row, which then are not told.
    charges: (charges ?? []).filter(({ base }) => base === undefined || baseOf(base) !== undefined).map(({ base, ...charge }) => ({ ...charge, base: baseOf(base) })),
    services: [],
    substituteTax: null,
  };
}
