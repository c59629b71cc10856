import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';

/** What stands behind the question mark of the address: texts, of whatever somebody typed there. */
export type RawSearch = Readonly<Record<string, unknown>>;

/** A text of the address, or undefined. */
export function textIn(raw: RawSearch, name: string): string | undefined {
  const value = raw[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One of a few words of the address, or undefined. */
export function wordIn<const W extends string>(raw: RawSearch, name: string, words: readonly W[]): W | undefined {
  return words.find((word) => word === raw[name]);
}

/** A positive whole number of the address, or undefined. */
export function numberIn(raw: RawSearch, name: string): number | undefined {
  const value = Number(raw[name]);
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/**
 * Filters, sort and selection live in the address, so that a pasted link shows the same thing. `parse` is pure and
 * declared outside the component; `change` replaces the address without a step in the history.
 */
export function usePageSearch<S extends object>(parse: (raw: RawSearch) => S): readonly [search: S, change: (part: { readonly [K in keyof S]?: S[K] | undefined }) => void] {
  const raw: RawSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const search = useMemo(() => parse(raw), [parse, raw]);
  const change = (part: object): void => void navigate({ to: '.', search: (before: RawSearch) => ({ ...before, ...part }), replace: true, resetScroll: false });
  return [search, change];
}
