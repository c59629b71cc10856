import { exponential } from '../arithmetic/power.ts';
import { logOnePlus } from './log-one-plus.ts';

/** Quick forms of e^x and ln for arguments that are nearly always small; the full functions for the others. */

/** e^x, relative error below 3·10^-16. */
export function quickExponential(x: number): number {
  if (x > 0.0625 || x < -0.0625) return exponential(x);
  const square = x * x;
  const even = 1 + square * (1 / 2 + square * (1 / 24 + square * (1 / 720 + square * (1 / 40_320))));
  const odd = 1 + square * (1 / 6 + square * (1 / 120 + square * (1 / 5040 + square * (1 / 362_880))));
  return even + x * odd;
}

/** ln(above / below) of positive numbers, full precision when they are near each other. */
export function logOfRatio(above: number, below: number): number {
  const ratio = (above - below) / (above + below);
  if (ratio > 0.03 || ratio < -0.03) return logOnePlus((above - below) / below);
  const square = ratio * ratio;
  return 2 * ratio * (1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square * (1 / 9 + square * (1 / 11))))));
}

/** e^(12x) − 1 and the like: growth over a year of `perYear` periods at a force of x a period. */
export function yearlyGrowth(force: number, perYear: number): number {
  const period = quickExponential(force);
  if (perYear === 12) {
    const quarter = period * period * period;
    const half = quarter * quarter;
    return half * half - 1;
  }
  return exponential(force * perYear) - 1;
}

/**
 * First guess of the force of a period: the force at which the logarithm of the present value, taken to its second
 * term in mean time and variance of the payments, falls by ln(Σ payments / drawdown).
 */
export function forceGuess(logRatio: number, mean: number, variance: number): number {
  const root = mean * mean - 2 * variance * logRatio;
  return root > 0 ? (2 * logRatio) / (mean + Math.sqrt(root)) : logRatio / mean;
}
