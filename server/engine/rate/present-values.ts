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
  const nearSteps = Math.min(stride, lastWhole + 1);
  const farSteps = Math.floor(lastWhole / stride) + 1;
  const near: number[] = [];
  const far: number[] = [];
  const factors: number[] = [];
  const values: PresentValues = { received: 0, paid: 0, receivedAt: 0, paidAt: 0 };
  return (force) => {
    const factor = exponential(-force / perYear);
    let power = 1;
    for (let step = 0; step < nearSteps; step++, power *= factor) near[step] = power;
    let leap = 1;
    for (let step = 0; step < farSteps; step++, leap *= power) far[step] = leap;
    for (let index = 0; index < leftovers.length; index++) {
      const leftover = leftovers[index] ?? 0;
      factors[index] = leftover === 0 ? 1 : exponential(-force * leftover);
    }
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
