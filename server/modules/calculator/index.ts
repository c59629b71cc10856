/** Face of the calculator: the machine interface of the engine, without server and database. */
export { calculations } from './calculations.ts';
export { calculate, type Calculation, type Language } from './calculations/calculation.ts';
export { hostAids } from './host-aids.ts';
export { answerLine, longestLineBytes } from './lines/answer-line.ts';
export { answerStream, type LineSink } from './lines/answer-stream.ts';
export { calcSchema } from './lines/calc-schema.ts';
