/** Moves were decided, came into force or were taken back: `{ orderId }`; by a file `{ import: true }`. */
export const movesChangedKind = 'territory.moves-changed';
