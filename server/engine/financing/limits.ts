/** Level rows of a plan on the month grid, and rows of a shaped plan. */
export const maximumRows = 120;
export const maximumShapedRows = 600;
/** Units between the rows of a shaped plan. */
export const maximumEvery = 366;
/** 100 % a year. */
export const maximumRatePpm = 1_000_000;
/** Ten million euro; keeps amount × rate below 2^53. */
export const maximumCents = 1_000_000_000;
/** Ninety million euro: an instalment × a rate stays below 2^53. */
export const maximumInstalmentCents = 9_000_000_000;
export const maximumItems = 100;
/** The first due date, and a dated charge after the last row, at most this many months away. */
export const maximumGapMonths = 12;
/** 10 %, far above any substitute tax. */
export const maximumTaxPpm = 100_000;
