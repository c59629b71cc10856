/**
 * One thing offers may ask for (a make, a node, a channel …), as bitmaps over all offers. A value that many offers name
 * has a bitmap of its own; one that few name has the list of their numbers, set into a bitmap when it is asked for. With
 * the border at one offer in 32 the bitmaps together are never larger than the lists they stand for. Pure.
 */
export interface IndexDimension {
  /** Offers that ask for nothing here. */
  readonly free: Uint32Array;
  readonly freeCount: number;
  readonly listed: ReadonlyMap<string | number, Uint32Array>;
  readonly mapped: ReadonlyMap<string | number, Uint32Array>;
}

const bitsPerWord = 32;

export function wordsFor(offers: number): number {
  return Math.ceil(offers / bitsPerWord);
}

function setBit(words: Uint32Array, bit: number): void {
  words[bit >>> 5] = (words[bit >>> 5] ?? 0) | (1 << (bit & 31));
}

/** Builds the bitmaps of one dimension; `valuesOf` answers null for an offer that asks for nothing. */
export function compileDimension<Offer>(offers: readonly Offer[], valuesOf: (offer: Offer) => readonly (string | number)[] | null): IndexDimension {
  const free = new Uint32Array(wordsFor(offers.length));
  const numbers = new Map<string | number, number[]>();
  let freeCount = 0;
  offers.forEach((offer, number) => {
    const values = valuesOf(offer);
    if (values === null) {
      setBit(free, number);
      freeCount += 1;
      return;
    }
    for (const value of new Set(values)) {
      const named = numbers.get(value);
      if (named === undefined) numbers.set(value, [number]);
      else named.push(number);
    }
  });
  const listed = new Map<string | number, Uint32Array>();
  const mapped = new Map<string | number, Uint32Array>();
  for (const [value, named] of numbers) {
    listed.set(value, Uint32Array.from(named));
    if (named.length * bitsPerWord >= offers.length) {
      const words = new Uint32Array(free.length);
      for (const number of named) setBit(words, number);
      mapped.set(value, words);
    }
  }
  return { free, freeCount, listed, mapped };
}

/** How many offers remain, at most, when one of these values is asked for. */
export function countAllowed(dimension: IndexDimension, asked: readonly (string | number)[]): number {
  let count = dimension.freeCount;
  for (const value of asked) count += dimension.listed.get(value)?.length ?? 0;
  return count;
}

/** Sets into `words` every offer that one of these values leaves possible. */
export function addAllowed(dimension: IndexDimension, asked: readonly (string | number)[], words: Uint32Array): void {
  words.set(dimension.free);
  for (const value of asked) {
    const map = dimension.mapped.get(value);
    if (map === undefined) for (const number of dimension.listed.get(value) ?? []) setBit(words, number);
    else for (let word = 0; word < map.length; word += 1) words[word] = (words[word] ?? 0) | (map[word] ?? 0);
  }
}
