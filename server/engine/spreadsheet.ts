/** The financial functions of spreadsheets, for specialists and for comparison. */
export type { TvmAnswer, TvmFunction, TvmQuestion } from './spreadsheet/tvm.ts';
export { tvm } from './spreadsheet/tvm.ts';
