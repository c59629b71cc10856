/**
 * Place of the one lowest value of a line of a comparison, on the screen and on paper. Null when a value is missing or the
 * lowest stands twice: an alternative is set above the others only where it beats all of them. Pure.
 */
export function soleLeast(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length < values.length || known.length < 2) return null;
  const least = Math.min(...known);
  return known.filter((value) => value === least).length === 1 ? values.indexOf(least) : null;
}
