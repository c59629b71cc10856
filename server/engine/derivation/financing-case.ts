import { toDayNumber } from '#platform/civil-date';
import { chargeCents } from '../financing/charges.ts';
import type { Instalment } from '../financing/instalment.ts';
import { planTermsOf } from '../financing/shaped-plan.ts';
import type { Charge, FinancingFigures, FinancingTerms } from '../financing/types.ts';
import { levelRowAmounts } from '../plan/amounts.ts';
import type { Frame } from '../plan/frame.ts';
import { growthOver } from '../plan/growth.ts';
import { layPlan } from '../plan/lay-plan.ts';
import { toldPlan } from './told-plan.ts';
import type { RowFee, ToldPlan } from './told-plan.ts';
import { chargeText } from './words.ts';
import type { Words } from './words.ts';

/** A priced financing and the words in which it is told. */
export interface Case extends Words {
  readonly terms: FinancingTerms;
  readonly figures: FinancingFigures;
  readonly found: Instalment;
}

/** How a charge was found: a share of what, or as stated. */
function financingChargeText(about: Case, charge: Charge): string {
  const isShare = (charge.cents ?? null) === null;
  const { amountFinanced, totalCredit, instalment } = about.found.bases;
  const baseCents = charge.base === 'amount-financed' ? amountFinanced : charge.base === 'total-credit' ? totalCredit : instalment;
  return chargeText(about, charge.kind, isShare ? { baseCents, ratePpm: charge.ratePpm ?? 0 } : null);
}

/** Charges and taxes inside a row. */
function feesOf(about: Case, index: number): RowFee[] {
  const { terms, figures, found } = about;
  const row = figures.rows[index];
  const day = row === undefined ? null : toDayNumber(row.dueDate);
  const fees: RowFee[] = [];
  for (const charge of terms.charges) {
    const here = charge.at === 'row' || (charge.at === 'date' && charge.date !== undefined && toDayNumber(charge.date) === day);
    if (here && !charge.financed) fees.push({ label: 'charge', cents: chargeCents(charge, found.bases), formula: financingChargeText(about, charge) });
  }
  if (index > 0) return fees;
  if (terms.substituteTax?.at === 'first-row') fees.push({ label: 'substituteTax', cents: figures.substituteTaxCents, formula: '' });
  return [...fees, { label: 'stampDuty', cents: figures.stampDutyCents, formula: '' }];
}

/** Level and balloon plans: a twelfth of a year for every row. */
function toldGrid(about: Case): ToldPlan | null {
  const { terms, figures } = about;
  const balloon = terms.plan.kind === 'balloon' ? terms.plan : null;
  const growth = growthOver(figures.nominalRatePpm, [{ numerator: 1, denominator: 12 }]);
  const frame: Frame = {
    periods: figures.rows.map((row) => ({ day: toDayNumber(row.dueDate), growth, inside: [], onDayCents: 0 })),
    openingCents: figures.amountFinancedCents,
    capitalCents: figures.amountFinancedCents,
    balloonCents: balloon?.balloonCents ?? 0,
    rows: terms.termMonths,
    graceRows: 0,
    flat: false,
    askedEvery: 1,
    weights: null,
    rounding: 'half-up',
    multipleCents: 1,
  };
  const amounts = levelRowAmounts(frame, figures.instalmentCents);
  if (amounts === null) return null;
  return {
    words: about,
    frame,
    nominalRatePpm: figures.nominalRatePpm,
    amortisation: 'level',
    residue: 'last',
    instalmentCents: figures.instalmentCents,
    amounts,
    paid: null,
    deferredRows: 0,
    isGrid: true,
    feesOf: (index) => feesOf(about, index),
  };
}

/** The plan of a priced financing; null when it cannot be laid out, which that of priced terms always can. */
export function toldFinancing(about: Case): ToldPlan | null {
  const { terms, figures } = about;
  if (terms.plan.kind !== 'shaped') return toldGrid(about);
  const made = layPlan(planTermsOf(terms, terms.plan, figures.amountFinancedCents));
  return made.ok ? toldPlan(about, made.laid, (index) => feesOf(about, index)) : null;
}
