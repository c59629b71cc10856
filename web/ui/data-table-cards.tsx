/** The phone form of DataTable: one card per row, virtual as well, each card one button of at least 44 px. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useState } from 'react';
import type { ReactNode } from 'react';
import type { FilledTableProps } from './data-table.tsx';
import type { DataColumn } from './data-table-types.ts';
import classes from './data-table-cards.module.css';
import { toggled } from './ticked-rows.ts';
import { useEndReached } from './use-end-reached.ts';
import { useUiTexts } from './use-ui-texts.ts';

interface CardProps<T> {
  readonly row: T;
  readonly columns: readonly DataColumn<T>[];
  readonly selected: boolean;
  readonly onOpen: ((row: T) => void) | undefined;
}

function Card<T>({ row, columns, selected, onOpen }: CardProps<T>) {
  const of = (place: DataColumn<T>['onCard']): readonly DataColumn<T>[] => columns.filter((column) => (column.onCard ?? 'value') === place && column.isEmpty?.(row) !== true);
  const title = of('title').map((column) => <span key={column.id}>{column.cell(row)}</span>);
  const figures = (column: DataColumn<T>): string | undefined => (column.align === 'end' ? 'figures' : undefined);
  const aside = of('aside').map((column) => (
    <span key={column.id} className={figures(column)}>
      <span className={classes.unit}>{column.cardHeader ?? column.header}</span> {column.cell(row)}
    </span>
  ));
  const picture = of('picture').map((column) => (
    <span key={column.id} className={classes.picture}>
      {column.cell(row)}
    </span>
  ));
  const inside: ReactNode = (
    <>
      <span className={classes.head}>
        {picture}
        <span className={classes.top}>
          <span className={classes.title}>{title}</span>
          <span className={classes.aside}>{aside}</span>
        </span>
      </span>
      <span className={classes.values}>
        {of('value').map((column) => (
          <span key={column.id} className={classes.value}>
            <span className={classes.name}>{column.cardHeader ?? column.header}</span>
            <span className={figures(column)}>{column.cell(row)}</span>
          </span>
        ))}
      </span>
    </>
  );
  if (onOpen === undefined) return <div className={classes.card}>{inside}</div>;
  return <button type="button" className={classes.card} aria-current={selected || undefined} onClick={() => onOpen(row)}>{inside}</button>;
}

/** A card stays in sight on the lowest window; a shorter list takes no more than it needs. */
const leastHeight = 160;
const MemoCard = memo(Card) as typeof Card;

export function DataTableCards<T extends object>({ label, columns, rows, rowKey, hasMore = false, loadingMore = false, onEnd, selectedKey, onOpen, hiddenColumns, maxHeight, ticked, onTick }: FilledTableProps<T>) {
  const texts = useUiTexts();
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const shown = columns.filter((column) => hiddenColumns?.includes(column.id) !== true);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => 96,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
    overscan: 6,
    // Cards are measured; a synchronous flush inside React's own render warns and stutters.
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  useEndReached(items.at(-1)?.index ?? -1, rows.length, hasMore, loadingMore, onEnd);
  return (
    <section ref={setScroller} aria-label={label} className={classes.scroller} style={{ maxHeight, minHeight: Math.min(leastHeight, virtualizer.getTotalSize()) }} {...(onOpen === undefined ? { tabIndex: 0 } : {})}>
      <ul className={classes.list} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <li key={item.key} ref={virtualizer.measureElement} data-index={item.index} aria-setsize={rows.length} aria-posinset={item.index + 1} className={onTick === undefined ? classes.item : `${classes.item} ${classes.ticking}`} style={{ transform: `translateY(${item.start}px)` }}>
              {onTick !== undefined && (
                <label className={classes.tick}>
                  <input type="checkbox" checked={ticked?.has(rowKey(row)) === true} onChange={() => onTick(toggled(ticked ?? new Set(), rowKey(row)))} />
                  <span className="visually-hidden">{texts.table.tick(item.index + 1)}</span>
                </label>
              )}
              <MemoCard row={row} columns={shown} selected={selectedKey === rowKey(row)} onOpen={onOpen} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
