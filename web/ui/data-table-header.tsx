import type { DataColumn, SortState } from './data-table-types.ts';
import classes from './data-table.module.css';
import { Icon } from './icon.tsx';

interface DataTableHeaderProps<T> {
  readonly columns: readonly DataColumn<T>[];
  readonly tracks: string;
  readonly sort: SortState | undefined;
  readonly onSort: ((sort: SortState) => void) | undefined;
  /** The box that ticks all rows read so far. */
  readonly tick: { readonly label: string; readonly all: boolean; readonly some: boolean; readonly toggle: () => void } | undefined;
}

/** The sticky first row. A sortable column has a button; pressing it again turns the order round. */
export function DataTableHeader<T>({ columns, tracks, sort, onSort, tick }: DataTableHeaderProps<T>) {
  return (
    <thead className={classes.head}>
      <tr aria-rowindex={1} className={classes.headRow} style={{ gridTemplateColumns: tracks }}>
        {tick !== undefined && (
          <th scope="col" className={classes.tick}>
            <input
              ref={(box) => {
                if (box !== null) box.indeterminate = tick.some && !tick.all;
              }}
              type="checkbox"
              aria-label={tick.label}
              checked={tick.all}
              onChange={tick.toggle}
            />
          </th>
        )}
        {columns.map((column) => {
          const direction = sort?.column === column.id ? sort.direction : undefined;
          const order = direction === undefined ? undefined : direction === 'asc' ? 'ascending' : 'descending';
          return (
            <th key={column.id} scope="col" aria-sort={order} className={column.align === 'end' ? classes.headEnd : classes.headCell}>
              {column.sortable === true && onSort !== undefined ? (
                <button type="button" className={classes.sort} onClick={() => onSort({ column: column.id, direction: direction === 'asc' ? 'desc' : 'asc' })}>
                  {column.header}
                  {direction !== undefined && <Icon name={direction === 'asc' ? 'arrowUp' : 'arrowDown'} size={12} />}
                </button>
              ) : (
                column.header
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
