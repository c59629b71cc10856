/** Which head of a file is which column of ours. Pure. */
import type { ImportColumn } from '#platform/import-reading';
import { plainWord } from './plain-word.ts';

/** Column of ours → head of the file. */
export type Mapping = Readonly<Record<string, string>>;

/** Below this likeness a guess is more often wrong than right. */
const leastLikeness = 0.62;

function pairsOf(word: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < word.length; at += 1) {
    const pair = word.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** Likeness of two words from 0 to 1: shared pairs of neighbouring letters (Dice). */
export function likeness(left: string, right: string): number {
  if (left === right) return left === '' ? 0 : 1;
  if (left.length < 2 || right.length < 2) return 0;
  const pairs = pairsOf(left);
  let shared = 0;
  for (const [pair, count] of pairsOf(right)) shared += Math.min(count, pairs.get(pair) ?? 0);
  return (2 * shared) / (left.length + right.length - 2);
}

/** Best pairs first, of equals those by our own name before those by a name of others; each column and each head once, what is unlike everything stays out. */
export function suggestMapping(columns: readonly ImportColumn[], headers: readonly string[]): Mapping {
  const plainHeaders = headers.map(plainWord);
  const candidates = columns.flatMap((column, order) => {
    const own = [column.words.it, column.words.en, column.key].map(plainWord);
    const names = [...own, ...(column.headers ?? []).map(plainWord)];
    return plainHeaders.map((header, at) => ({ key: column.key, order, at, isOwn: own.includes(header), score: Math.max(...names.map((name) => likeness(name, header))) }));
  });
  const chosen: Record<string, string> = {};
  const taken = new Set<number>();
  for (const { key, at, score } of candidates.toSorted((a, b) => b.score - a.score || Number(b.isOwn) - Number(a.isOwn) || a.order - b.order || a.at - b.at)) {
    if (score < leastLikeness) break;
    if (chosen[key] !== undefined || taken.has(at)) continue;
    chosen[key] = headers[at] ?? '';
    taken.add(at);
  }
  return chosen;
}

/** Required columns a mapping leaves out, and heads it names that the file does not have. */
export function mappingGaps(columns: readonly ImportColumn[], headers: readonly string[], mapping: Mapping): { readonly missing: string[]; readonly unknown: string[] } {
  const known = new Set(columns.map(({ key }) => key));
  return {
    missing: columns.filter(({ key, required }) => required && mapping[key] === undefined).map(({ key }) => key),
    unknown: Object.entries(mapping).filter(([key, header]) => !known.has(key) || !headers.includes(header)).map(([, header]) => header),
  };
}
