/** What the address of the list of quotes says: filters, order, columns, view. Pure: the address alone decides what is shown. */
import type { QuoteFilter, QuoteSort, SortOrder } from '#quoting/api';
import { textIn, wordIn, type RawSearch } from '../../../shells/page-search.ts';

/** Filters as the address holds them: texts, also of amounts. */
export const filterKeys = [
  'text', 'status', 'sellerNodeId', 'dealerNodeId', 'madeFrom', 'madeTo', 'plan', 'amountFromCents', 'amountToCents', 'instalmentFromCents', 'instalmentToCents',
  'followUp', 'stockId', 'customerType',
] as const satisfies readonly (keyof QuoteFilter)[];
export type FilterKey = (typeof filterKeys)[number];
const viewKeys = [...filterKeys, 'sort', 'order', 'hide'] as const;

export type ListSearch = Readonly<Partial<Record<FilterKey, string>>> & {
  readonly sort: QuoteSort | undefined;
  readonly order: SortOrder | undefined;
  /** Ids of columns put away, comma between them; undefined is the list's own choice. */
  readonly hide: string | undefined;
  readonly view: string | undefined;
  readonly quote: string | undefined;
};

const sorts = ['newest', 'number', 'amount', 'instalment', 'expiry', 'seller', 'followUp'] as const;
const words: Readonly<Partial<Record<FilterKey, readonly string[]>>> = {
  status: ['open', 'expired'],
  plan: ['level', 'balloon', 'lease'],
  followUp: ['due', 'planned'],
  customerType: ['consumer', 'soleTrader', 'company'],
};
const shapes: Readonly<Partial<Record<FilterKey, RegExp>>> = {
  sellerNodeId: /^[1-9]\d{0,8}$/, dealerNodeId: /^[1-9]\d{0,8}$/, madeFrom: /^\d{4}-\d\d-\d\d$/, madeTo: /^\d{4}-\d\d-\d\d$/, stockId: /^[0-9a-f-]{36}$/,
  amountFromCents: /^\d{1,9}$/, amountToCents: /^\d{1,9}$/, instalmentFromCents: /^\d{1,9}$/, instalmentToCents: /^\d{1,9}$/, text: /^.{1,80}$/,
};

/** Reads an address; what makes no sense is left out, so that a mangled link still opens the list. */
export function parseListSearch(raw: RawSearch): ListSearch {
  const filters = filterKeys.map((key) => {
    // The router reads digits of an address as a number.
    const value = typeof raw[key] === 'number' ? String(raw[key]) : textIn(raw, key);
    const fits = value !== undefined && words[key]?.includes(value) !== false && shapes[key]?.test(value) !== false;
    return [key, fits ? value : undefined] as const;
  });
  return {
    ...Object.fromEntries(filters.filter(([, value]) => value !== undefined)),
    sort: wordIn(raw, 'sort', sorts),
    order: wordIn(raw, 'order', ['asc', 'desc']),
    hide: typeof raw['hide'] === 'string' ? raw['hide'] : undefined,
    view: textIn(raw, 'view'),
    quote: textIn(raw, 'quote'),
  };
}

const given = (entries: readonly (readonly [string, string | undefined])[]): Record<string, string> => Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));

/** The filters alone, as the routes take them; the server reads numbers from their text. */
export function filterOf(search: Readonly<Partial<Record<string, unknown>>>): QuoteFilter {
  return given(filterKeys.map((key) => [key, typeof search[key] === 'string' ? search[key] : undefined])) as QuoteFilter;
}

/** Filters and order for the list's route. */
export function listQueryOf(search: ListSearch): QuoteFilter & { readonly sort?: QuoteSort; readonly order?: SortOrder } {
  return { ...filterOf(search), ...(search.sort === undefined ? {} : { sort: search.sort }), ...(search.order === undefined ? {} : { order: search.order }) };
}

/** What a view keeps of an address. */
export function viewQueryOf(search: ListSearch): Record<string, string> {
  return given(viewKeys.map((key) => [key, search[key]]));
}

/** The address of a view: all that it names, and nothing that it does not. */
export function searchOfView(id: string | undefined, query: Readonly<Record<string, string>>): Record<string, string | undefined> {
  return { ...Object.fromEntries(viewKeys.map((key) => [key, query[key]])), view: id, quote: undefined };
}

/** The list has moved away from the view it names. */
export function differsFrom(search: ListSearch, query: Readonly<Record<string, string>>): boolean {
  return JSON.stringify(viewQueryOf(search)) !== JSON.stringify(given(viewKeys.map((key) => [key, query[key]])));
}

/** How many filters besides text and state are set: those in the panel. */
export function countPanelFilters(search: ListSearch): number {
  return filterKeys.filter((key) => key !== 'text' && key !== 'status' && search[key] !== undefined).length;
}

/** Order by a column's head: its sort, turned round when pressed again. */
export const sortOfColumn: Readonly<Record<string, QuoteSort>> = { number: 'number', amount: 'amount', instalment: 'instalment', created: 'newest', state: 'expiry', seller: 'seller', followUp: 'followUp' };
