import type { DerivationStep } from '../financing/types.ts';
import { levelPayment } from '../plan/amounts.ts';
import { weightOf, weightSum } from '../plan/frame.ts';
import { residueAtFirst } from './residue-steps.ts';
import { rounded, times, whole } from './ratio.ts';
import { roundedToMultiple } from './rounding-steps.ts';
import { weightRatio } from './told-plan.ts';
import type { ToldPlan } from './told-plan.ts';
import { sumText } from './words.ts';

const isLast = ({ amounts }: ToldPlan, index: number): boolean => index === amounts.length - 1;

/** What the row pays of the level instalment, its extra cents in the first row included. */
function levelPrincipal(told: ToldPlan, index: number): DerivationStep[] {
  const { words, frame, instalmentCents, amounts } = told;
  const row = amounts[index];
  if (row === undefined) return [];
  const own = row.interestCents;
  const paid = levelPayment(frame, instalmentCents, index);
  const formula = frame.weights === null ? '' : `${words.amount(instalmentCents)} × ${words.number(weightRatio(weightOf(frame, index)))}`;
  const residue = index === frame.graceRows ? residueAtFirst(told) : null;
  const parts = residue === null || residue.cents === 0 ? [paid, -own] : [paid, residue.cents, -own];
  const wanted = parts.reduce((sum, part) => sum + part, 0);
  return [
    words.money('instalmentOfRow', paid, formula),
    ...(residue?.steps ?? []),
    words.money('interestInRow', own),
    ...(wanted > row.beforeCents
      ? [words.money('principalWanted', wanted, sumText(words, parts)), words.money('rowPrincipalCapped', row.principalCents)]
      : [words.money('rowPrincipal', row.principalCents, sumText(words, parts))]),
  ];
}

/** An equal share of the capital, by weight. */
function sharePrincipal({ words, frame, amounts }: ToldPlan, index: number): DerivationStep[] {
  const row = amounts[index];
  if (row === undefined) return [];
  const { capitalCents, balloonCents, multipleCents, rounding } = frame;
  const weight = weightRatio(weightOf(frame, index));
  const weights = weightRatio(weightSum(frame));
  const share = times(whole(capitalCents - balloonCents), { top: weight.top, bottom: weights.top });
  const spread = balloonCents === 0 ? words.amount(capitalCents) : `(${words.amount(capitalCents)} − ${words.amount(balloonCents)})`;
  const wanted = rounded({ top: share.top, bottom: share.bottom * BigInt(multipleCents) }, rounding) * multipleCents;
  return [
    words.step('exactShare', `${spread} × ${words.number(weight)} / ${words.number(weights)}`, words.exact(share)),
    ...roundedToMultiple(words, share, wanted, multipleCents, rounding),
    wanted > row.beforeCents ? words.money('rowPrincipalCapped', row.principalCents) : words.money('rowShare', row.principalCents),
  ];
}

/** Principal of a row: by the rule of its plan; the last row takes all that is owed. */
export function principalSteps(told: ToldPlan, index: number): DerivationStep[] {
  const { words, frame, amortisation, amounts } = told;
  const row = amounts[index];
  if (row === undefined) return [];
  if (isLast(told, index)) return [words.money('balanceBefore', row.beforeCents), words.money('rowPrincipalLast', row.principalCents)];
  if (amortisation === 'interest-only' || amortisation === 'bullet') return [words.money('noPrincipal', row.principalCents)];
  if (index < frame.graceRows) return [words.money('graceOnPrincipal', row.principalCents)];
  return amortisation === 'level' ? levelPrincipal(told, index) : sharePrincipal(told, index);
}

/** The principal in one line. */
export function principalInOneLine(told: ToldPlan, index: number): DerivationStep[] {
  const row = told.amounts[index];
  if (row === undefined || !isLast(told, index)) return principalSteps(told, index).slice(-1);
  return [told.words.money('rowPrincipalLast', row.principalCents, told.words.amount(row.beforeCents))];
}
