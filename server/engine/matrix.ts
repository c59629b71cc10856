/** Price matrices: every model with every term and deposit under every offer, with plan, TAEG and usury result. See README.md. */
export type { CellPlace } from './matrix/cell-terms.ts';
export type { MatrixAxes, MatrixOffer, PriceMatrix, ThresholdClass } from './matrix/matrix-terms.ts';
export { cellAt, cellTerms } from './matrix/cell-terms.ts';
export { cellState } from './matrix/matrix-terms.ts';
export { maximumMatrixCells, priceMatrix, repriceOffer } from './matrix/price-matrix.ts';
