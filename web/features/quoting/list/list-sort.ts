/** The order of the list in the words of its columns. */
import type { QuoteSort, SortOrder } from '#quoting/api';
import type { SortState } from '../../../ui/index.ts';
import { sortOfColumn, type ListSearch } from './list-search.ts';

const natural: Readonly<Record<QuoteSort, SortOrder>> = { newest: 'desc', number: 'asc', amount: 'desc', instalment: 'asc', expiry: 'asc', seller: 'asc', followUp: 'asc' };

/** Which column the list stands in order of: what was asked for, else what the server chooses for the filter. */
export function sortShown(search: Pick<ListSearch, 'sort' | 'order' | 'status' | 'followUp'>): SortState | undefined {
  const byFilter = search.followUp !== undefined ? 'followUp' : search.status === 'expired' ? 'expiry' : 'newest';
  const sort = search.sort ?? byFilter;
  const column = Object.keys(sortOfColumn).find((id) => sortOfColumn[id] === sort);
  const own = search.sort === undefined && sort === 'expiry' ? 'desc' : natural[sort];
  return column === undefined ? undefined : { column, direction: search.order ?? own };
}

/** What the address says after a press on a column's head. */
export function sortTo({ column, direction }: SortState): { readonly sort: QuoteSort | undefined; readonly order: SortOrder } {
  return { sort: sortOfColumn[column], order: direction };
}
