/** Filters and order of the stock list as the address holds them, and as the server is asked. Pure. */
import type { StockSort } from '#vehicles/api';
import { numberIn, textIn, wordIn, type RawSearch } from '../../../shells/page-search.ts';
import type { SortState } from '../../../ui/index.ts';

export const stockKinds = ['new', 'used', 'kmZero', 'companyCar'] as const;
export const stockStates = ['available', 'reserved', 'sold'] as const;
const sorts = ['latest', 'longest', 'cheapest', 'dearest', 'leastDriven', 'mostDriven'] as const;

/** Longest text that the list can be searched by; a pasted address may hold more. */
const mostLetters = 80;

/** Prices in the address are whole euro, as people read them. */
export const parseStockSearch = (raw: RawSearch) => ({
  text: textIn(raw, 'text')?.slice(0, mostLetters),
  kind: wordIn(raw, 'kind', stockKinds),
  state: wordIn(raw, 'state', stockStates),
  site: numberIn(raw, 'site'),
  make: textIn(raw, 'make'),
  from: numberIn(raw, 'from'),
  to: numberIn(raw, 'to'),
  days: numberIn(raw, 'days'),
  sort: wordIn(raw, 'sort', sorts),
  car: textIn(raw, 'car'),
  view: textIn(raw, 'view'),
});
export type StockSearch = ReturnType<typeof parseStockSearch>;

const mostEuro = 10_000_000;
const present = <T extends object>(part: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };

/** The question for the server, without how many cars it wants. */
export function stockFilter({ text, kind, state, site, make, from, to, days, sort }: Omit<StockSearch, 'car' | 'view'>) {
  const cents = (euro: number | undefined) => (euro === undefined ? undefined : Math.min(euro, mostEuro) * 100);
  return present({ text, kind, state, siteNodeId: site, makeId: make, minPriceCents: cents(from), maxPriceCents: cents(to), minDays: days === undefined ? undefined : Math.min(days, 36_500), sort }) as {
    text?: string;
    kind?: (typeof stockKinds)[number];
    state?: (typeof stockStates)[number];
    siteNodeId?: number;
    makeId?: string;
    minPriceCents?: number;
    maxPriceCents?: number;
    minDays?: number;
    sort?: StockSort;
  };
}

export const isFiltered = ({ text, kind, state, site, make, from, to, days }: StockSearch): boolean => [text, kind, state, site, make, from, to, days].some((value) => value !== undefined);
export const noFilters = { text: undefined, kind: undefined, state: undefined, site: undefined, make: undefined, from: undefined, to: undefined, days: undefined } as const;

const columns: readonly (readonly [sort: StockSort, column: string, direction: 'asc' | 'desc'])[] = [
  ['latest', 'days', 'asc'], ['longest', 'days', 'desc'], ['cheapest', 'price', 'asc'], ['dearest', 'price', 'desc'], ['leastDriven', 'mileage', 'asc'], ['mostDriven', 'mileage', 'desc'],
];

/** The column and direction that an order shows; few days in stock are the latest arrivals. */
export function sortStateOf(sort: StockSort | undefined): SortState {
  const [, column = 'days', direction = 'asc'] = columns.find(([each]) => each === sort) ?? [];
  return { column, direction };
}

export function sortOf({ column, direction }: SortState): StockSort | undefined {
  return columns.find((each) => each[1] === column && each[2] === direction)?.[0];
}

const viewKeys = ['text', 'kind', 'state', 'site', 'make', 'from', 'to', 'days', 'sort'] as const;

/** What a saved view keeps of an address: texts. */
export function viewQueryOf(search: StockSearch): Record<string, string> {
  return Object.fromEntries(viewKeys.flatMap((key) => (search[key] === undefined ? [] : [[key, String(search[key])]])));
}

/** The address of a view: all that it names, and nothing that it does not. */
export function searchOfView(id: string | undefined, query: Readonly<Record<string, string>>): Record<string, string | undefined> {
  return { ...Object.fromEntries(viewKeys.map((key) => [key, query[key]])), view: id, car: undefined };
}

/** The list has moved away from the view it names. */
export function differsFrom(search: StockSearch, query: Readonly<Record<string, string>>): boolean {
  return JSON.stringify(viewQueryOf(search)) !== JSON.stringify(viewQueryOf(parseStockSearch(query)));
}
