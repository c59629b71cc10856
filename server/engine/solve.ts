/** Solving for any one unknown of a financing, and the exact search on integers behind it. */
export type { IntegerFound, IntegerSearch, Possible } from './solve/find-integer.ts';
export type { Solution, SolveRefusal, SolveResult, SolveTarget, Unknown, Unreachable } from './solve/types.ts';
export { findInteger } from './solve/find-integer.ts';
export { roundest } from './solve/roundest.ts';
export { solveFor } from './solve/solve-for.ts';
