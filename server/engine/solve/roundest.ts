/**
 * The roundest integer from `from` to `to`: the multiple of the highest power of ten, the smallest when there are several;
 * 0 when it is among them. From 69,412 to 69,530 it is 69,500: a rate is found back as it was agreed.
 */
export function roundest(from: number, to: number): number {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from > to) return from;
  if (from <= 0 && to >= 0) return 0;
  let power = 1;
  while (Math.floor(to / (power * 10)) * power * 10 >= from) power *= 10;
  return Math.ceil(from / power) * power;
}
