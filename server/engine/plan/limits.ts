/** Limits of a plan; docs/engine-conventions.md section 8. */
export const maximumPlanRows = 600;
/** One thousand million euro. */
export const maximumPlanCents = 100_000_000_000;
/** Just below 1,000 % a year. */
export const maximumPlanRatePpm = 9_999_999;
export const maximumEvery = 366;
export const maximumMultipleCents = 1_000_000_000;
export const maximumWeight = 1000;
/** Weights have six decimals: this many parts in a whole weight. */
export const weightParts = 1_000_000;
export const maximumCharges = 100;
export const maximumDrawdowns = 600;
/** No amount of a row may be above: six hundred of them still add up exactly. */
export const maximumRowCents = 10_000_000_000_000;
