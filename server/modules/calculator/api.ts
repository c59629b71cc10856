/** Contracts of the calculator, one for each calculation, and the calculations themselves, which run in a browser too. */
import { z } from 'zod';
import { defineRoute } from '#platform/contract';
import type { Calculation } from './calculations/calculation.ts';
import { checkInput } from './calculations/check-input.ts';
import { refusalWords } from './calculations/refusal-words.ts';
import { longestLineBytes } from './lines/answer-line.ts';

export { calculations, calculationNamed } from './calculations.ts';
export type { Aids } from './calculations/aids.ts';
export { calculate, type Calculation, type Fault } from './calculations/calculation.ts';
export { decimalText, faultOfPct, pctOfPpm, ppmOfPct, type Pct } from './calculations/rates.ts';
export { refusalWords, type CalculationRefusal } from './calculations/refusal-words.ts';
export { allocateCalculation } from './calculations/allocate.ts';
export { changeDueDayCalculation } from './calculations/change-due-day.ts';
export { changeRateCalculation } from './calculations/change-rate.ts';
export { defaultInterestCalculation } from './calculations/default-interest.ts';
export { intervalCalculation } from './calculations/interval.ts';
export { leaseCalculation } from './calculations/lease.ts';
export { ledgerCalculation } from './calculations/ledger.ts';
export { partialSettlementCalculation } from './calculations/partial-settlement.ts';
export { paymentHolidayCalculation } from './calculations/payment-holiday.ts';
export { planCalculation } from './calculations/plan.ts';
export { planInput, planTerms, type PlanInput } from './calculations/plan-fields.ts';
export { rentalCalculation } from './calculations/rental.ts';
export { settlementCalculation } from './calculations/settlement.ts';
export { solveLeaseCalculation } from './calculations/solve-lease.ts';
export { solveCalculation } from './calculations/solve.ts';
export { taegCalculation } from './calculations/taeg.ts';
export { tegCalculation } from './calculations/teg.ts';
export { usuryCheckCalculation } from './calculations/usury-check.ts';
export { usuryThresholdCalculation } from './calculations/usury-threshold.ts';
export { withdrawalCalculation } from './calculations/withdrawal.ts';

/** A whole line of `volano calc` as a body: the same program may write to the command or to the route. */
function lineOf<Input>(calculation: { readonly do: string; readonly input: z.ZodType<Input> }) {
  return z.strictObject({ id: z.union([z.string(), z.number()]), do: z.literal(calculation.do), input: calculation.input });
}

/**
 * Input or line, told apart by `do`, which no input has: so a fault is one of the shape that was meant, and a field that
 * is null counts as left out here too. OpenAPI reads both shapes.
 */
function bodyOf<Input>(calculation: Calculation<Input>) {
  const line = lineOf({ do: calculation.do, input: z.unknown() });
  const shapes = z.union([calculation.input, lineOf(calculation)]);
  const body = z
    .unknown()
    .check((payload) => {
      const given = payload.value;
      const isLine = typeof given === 'object' && given !== null && 'do' in given;
      const whole = isLine ? line.safeParse(given, { reportInput: true }) : null;
      if (whole?.success === false) return void payload.issues.push(...(whole.error.issues as z.core.$ZodRawIssue[]));
      const checked = checkInput(calculation.input, whole === null ? given : (whole.data.input ?? undefined));
      if (!checked.ok) payload.issues.push(...checked.issues.map((issue) => ({ ...issue, path: [...(isLine ? ['input'] : []), ...issue.path] }) as z.core.$ZodRawIssue));
    })
    .meta({
      get anyOf() {
        return z.toJSONSchema(shapes, { io: 'input' }).anyOf;
      },
    });
  return body as unknown as typeof shapes;
}

/** The route of a calculation, typed by its schemas: the input alone answered with the result alone, or a line with a line. */
export function calculationRoute<Input, Result>(calculation: Calculation<Input, Result>) {
  return defineRoute({
    method: 'POST',
    path: `/api/calc/${calculation.do}`,
    summary: calculation.summary,
    access: 'signed-in',
    body: bodyOf(calculation),
    response: z.union([calculation.result, z.strictObject({ id: z.union([z.string(), z.number()]), ok: z.literal(true), result: calculation.result })]),
    refusals: refusalWords,
    readOnly: true,
    bodyLimit: longestLineBytes,
  });
}
