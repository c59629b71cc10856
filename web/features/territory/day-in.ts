import { textIn, type RawSearch } from '../../shells/page-search.ts';

/** A calendar day in the address; undefined for anything else. */
export function dayIn(raw: RawSearch, key: string): string | undefined {
  const text = textIn(raw, key);
  return text !== undefined && /^(19|2[01])\d\d-\d\d-\d\d$/.test(text) ? text : undefined;
}
