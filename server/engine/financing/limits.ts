/** Level rows of a plan. */
export const maximumRows = 120;
/** 100 % a year. */
export const maximumRatePpm = 1_000_000;
/** Ten million euro; keeps amount × rate below 2^53. */
export const maximumCents = 1_000_000_000;
export const maximumItems = 100;
/** The first due date, and a dated charge after the last row, at most this many months away. */
export const maximumGapMonths = 12;
/** 10 %, far above any substitute tax. */
export const maximumTaxPpm = 100_000;
