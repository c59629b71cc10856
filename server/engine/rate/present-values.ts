import { exponential } from '../arithmetic/power.ts';
import type { TimedFlows } from './timed-flows.ts';

/** What is received and what is paid, both positive, discounted at one force of interest, and their mean times in years. */
export interface PresentValues {
  received: number;
  paid: number;
  receivedAt: number;
  paidAt: number;
}

const stride = 32;

/**
 * Discounts flows at one force of interest after another. One exponential for the period and one for each distinct
 * leftover; whole periods by two short tables of powers (steps of 1 and of 32), so every flow costs two products.
 */
export function discounting(flows: TimedFlows): (force: number) => PresentValues {
  const { count, amounts, years, wholes, classes, leftovers, perYear, lastWhole } = flows;
  const near = new Float64Array(Math.min(stride, lastWhole + 1));
  const far = new Float64Array(Math.floor(lastWhole / stride) + 1);
  const factors = new Float64Array(leftovers.length);
  const values: PresentValues = { received: 0, paid: 0, receivedAt: 0, paidAt: 0 };
  return (force) => {
    const factor = exponential(-force / perYear);
    let power = 1;
    for (let step = 0; step < near.length; step++, power *= factor) near[step] = power;
    let leap = 1;
    for (let step = 0; step < far.length; step++, leap *= power) far[step] = leap;
    for (let index = 0; index < factors.length; index++) factors[index] = exponential(-force * (leftovers[index] ?? 0));
    let received = 0;
    let paid = 0;
    let receivedMoment = 0;
    let paidMoment = 0;
    for (let index = 0; index < count; index++) {
      const whole = wholes[index] ?? 0;
      const steps = whole & (stride - 1);
      const present = (amounts[index] ?? 0) * (near[steps] ?? 0) * (far[whole >> 5] ?? 0) * (factors[classes[index] ?? 0] ?? 0);
      if (present < 0) {
        received -= present;
        receivedMoment -= present * (years[index] ?? 0);
      } else {
        paid += present;
        paidMoment += present * (years[index] ?? 0);
      }
    }
    values.received = received;
    values.paid = paid;
    values.receivedAt = receivedMoment / received;
    values.paidAt = paidMoment / paid;
    return values;
  };
}
