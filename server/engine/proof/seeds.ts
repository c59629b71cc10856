import process from 'node:process';

/** One seed that never changes and one that always does; both stand in the name of the test, so a failure can be run again. */
export const seeds: readonly number[] = [
  20_261_122,
  Number(process.env['VOLANO_SEED'] ?? Math.floor(Math.random() * 2_147_483_647)),
];

/** Cases of a property: a few hundred in the daily run, forty times as many in the whole deep tier (`VOLANO_DEEP=1`), a share of that in CI. */
export function runs(daily: number): number {
  return daily * Math.max(1, Math.round(40 * (Number(process.env['VOLANO_DEEP'] ?? '0') || 0)));
}

/** Cases of a property that names its own count of the deep tier: `deep` with `VOLANO_DEEP=1`, a share of it in CI, never fewer than `daily`. */
export function cases(daily: number, deep: number): number {
  return Math.max(daily, Math.round(deep * (Number(process.env['VOLANO_DEEP'] ?? '0') || 0)));
}
