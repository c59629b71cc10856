import type { DerivationStep, RowPart } from '../financing/types.ts';
import { interestInOneLine, interestSteps } from './interest-steps.ts';
import { principalInOneLine, principalSteps } from './principal-steps.ts';
import { askedInterest, owedAtStart } from './told-plan.ts';
import type { ToldPlan } from './told-plan.ts';
import { sumText } from './words.ts';

const feesTotal = (told: ToldPlan, index: number): number => told.feesOf(index).reduce((sum, { cents }) => sum + cents, 0);

/** Charges and taxes of a row, one by one. */
function feeSteps(told: ToldPlan, index: number): DerivationStep[] {
  const { words } = told;
  const fees = told.feesOf(index).filter(({ cents }) => cents !== 0);
  const sum = fees.length > 1 ? sumText(words, fees.map(({ cents }) => cents)) : '';
  return [...fees.map(({ label, cents, formula }) => words.money(label, cents, formula)), words.money('rowFees', feesTotal(told, index), sum)];
}

/** The row in five lines: interest, principal, charges, amount due, balance. */
function rowSummary(told: ToldPlan, index: number): DerivationStep[] {
  const { words, frame, amounts } = told;
  const row = amounts[index];
  const period = frame.periods[index];
  if (row === undefined || period === undefined) return [];
  const interest = askedInterest(told, index);
  const fees = feesTotal(told, index);
  const drawn = [...period.inside.map(({ cents }) => cents), -row.principalCents, ...(period.onDayCents === 0 ? [] : [period.onDayCents])];
  return [
    ...interestInOneLine(told, index),
    ...principalInOneLine(told, index),
    words.money('rowFees', fees),
    words.money('rowDue', row.principalCents + interest + fees, sumText(words, [row.principalCents, interest, fees])),
    words.money('rowBalance', row.balanceCents, sumText(words, [owedAtStart(told, index), ...drawn])),
  ];
}

const parts: Readonly<Record<RowPart, (told: ToldPlan, index: number) => readonly DerivationStep[]>> = {
  interest: interestSteps,
  principal: principalSteps,
  fee: feeSteps,
  due: (told, index) => rowSummary(told, index).slice(0, 4),
  balance: rowSummary,
};

/** A row by number from 1, or one amount of it down to its rounding; empty when there is no such row. */
export function rowSteps(told: ToldPlan, number: number, part: RowPart | undefined): readonly DerivationStep[] {
  return told.amounts[number - 1] === undefined ? [] : parts[part ?? 'balance'](told, number - 1);
}
