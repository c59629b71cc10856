/** How a list is described to DataTable. Sorting, filtering, counting and paging are the server's. */
import type { ReactNode } from 'react';
import type { ShownProblem } from './problem.tsx';

export interface DataColumn<T> {
  readonly id: string;
  /** Unit in the header, not in the cells: 'Rata €'. */
  readonly header: string;
  /** `end` for every figure; the header follows. Default `start`. */
  readonly align?: 'start' | 'end' | undefined;
  /** Pixels, or a share of what is left: '2fr'. Default '1fr'. */
  readonly width?: number | `${number}fr` | undefined;
  /** Keep it cheap: it runs for every visible row. */
  readonly cell: (row: T) => ReactNode;
  /** Nothing to show in this row: on a card, where every line takes room, the value and its label stay away. */
  readonly isEmpty?: ((row: T) => boolean) | undefined;
  /** Shorter header for a card; default `header`. */
  readonly cardHeader?: string | undefined;
  /** The header becomes a button that asks for this order. */
  readonly sortable?: boolean | undefined;
  /** On a phone: `picture` and `title` head the card, `aside` stands beside it, `none` is left out; the others are label and value. */
  readonly onCard?: 'picture' | 'title' | 'aside' | 'value' | 'none' | undefined;
}

export interface SortState {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

export interface DataTableProps<T> {
  /** Name of the list for screen readers. */
  readonly label: string;
  /** Stable between renders (module constant or useMemo): a new array draws every row again. */
  readonly columns: readonly DataColumn<T>[];
  /** Undefined while the first page is loading. */
  readonly rows: readonly T[] | undefined;
  readonly rowKey: (row: T) => string;
  /** What failed; shown instead of the list, or under it when rows are already there. */
  readonly problem?: ShownProblem | Error | null | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** Shown when there are no rows: an EmptyState with why and one action. */
  readonly empty: ReactNode;
  /** Number of rows on the server, when known. */
  readonly total?: number | undefined;
  readonly hasMore?: boolean | undefined;
  readonly loadingMore?: boolean | undefined;
  /** Called when the reader nears the end and there is more. */
  readonly onEnd?: (() => void) | undefined;
  /** Key of the marked row. Leave out to let the table keep it. */
  readonly selectedKey?: string | null | undefined;
  readonly onSelect?: ((row: T) => void) | undefined;
  /** Enter or click. */
  readonly onOpen?: ((row: T) => void) | undefined;
  /** Keys of the rows chosen for something done to many; with `onTick` each row has a box. Space, Shift+arrows and Ctrl+A tick by keyboard. */
  readonly ticked?: ReadonlySet<string> | undefined;
  readonly onTick?: ((keys: ReadonlySet<string>) => void) | undefined;
  readonly sort?: SortState | undefined;
  readonly onSort?: ((sort: SortState) => void) | undefined;
  /** Ids of columns that the reader has put away. */
  readonly hiddenColumns?: readonly string[] | undefined;
  /** Height of a row: a setting of the person. Touch screens never go below 44. */
  readonly rowHeight?: 28 | 36 | 44 | undefined;
  /** CSS length; default fills what the window leaves under a page head. */
  readonly maxHeight?: string | undefined;
  /** The list is the thing to work on: takes the focus when it appears. */
  readonly startHere?: boolean | undefined;
}
