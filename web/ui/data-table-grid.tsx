/** The desk form of DataTable: a virtual grid with one Tab stop, sticky header and a marked row. */
import { columnVisibilityFeature, tableFeatures, useTable } from '@tanstack/react-table';
import type { ColumnDef, Row } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { HTMLAttributes, KeyboardEvent, MouseEvent } from 'react';
import type { FilledTableProps } from './data-table.tsx';
import { DataTableHeader } from './data-table-header.tsx';
import type { DataColumn } from './data-table-types.ts';
import classes from './data-table.module.css';
import { allOrNone, ticksByKey, toggled } from './ticked-rows.ts';
import { useEndReached } from './use-end-reached.ts';
import { useRowCursor } from './use-row-cursor.ts';
import { useUiTexts } from './use-ui-texts.ts';

const features = tableFeatures({ columnVisibilityFeature });
type Features = typeof features;

const trackOf = (width: DataColumn<object>['width']): string => (typeof width === 'number' ? `${width}px` : `minmax(${Math.max(96, 80 * Number.parseFloat(width ?? '1fr'))}px, ${width ?? '1fr'})`);
const coarse = typeof matchMedia === 'function' && matchMedia('(pointer: coarse)').matches;

interface GridRowProps<T extends object> {
  readonly row: Row<Features, T>;
  /** In the list so that a change of columns or language draws the row again. */
  readonly columns: readonly DataColumn<T>[];
  readonly id: string;
  readonly index: number;
  readonly start: number;
  readonly size: number;
  readonly tracks: string;
  readonly active: boolean;
  readonly openable: boolean;
  /** Name of the box and whether it is ticked; undefined in a list without boxes. */
  readonly tickLabel: string | undefined;
  readonly ticked: boolean;
}

function GridRow<T extends object>({ row, columns, id, index, start, size, tracks, active, openable, tickLabel, ticked }: GridRowProps<T>) {
  return (
    // aria-rowindex counts the header as the first row.
    <tr id={id} aria-rowindex={index + 2} aria-selected={active} data-index={index} data-openable={openable || undefined} className={classes.row} style={{ transform: `translateY(${start}px)`, height: size, gridTemplateColumns: tracks }}>
      {tickLabel !== undefined && (
        <td className={classes.tick}>
          <input type="checkbox" data-tick tabIndex={-1} aria-label={tickLabel} checked={ticked} onChange={() => undefined} />
        </td>
      )}
      {row.getVisibleCells().map((cell) => {
        const column = columns.find((candidate) => candidate.id === cell.column.id);
        return <td key={cell.id} className={column?.align === 'end' ? classes.cellEnd : classes.cell}>{column?.cell(row.original)}</td>;
      })}
    </tr>
  );
}

/** Somebody writes in a field or has a menu open: rows that come now leave the focus there. */
const isInUse = (at: Element | null): boolean => (at?.closest('input, textarea, select, [role="dialog"], [role="menu"], [aria-expanded="true"]') ?? null) !== null;

/** Some rows stay in sight on the lowest window; a shorter list takes no more than it needs. */
const leastHeight = 120;
const headHeight = 35;
const none: ReadonlySet<string> = new Set();

/** Rows that did not change are not drawn again while scrolling: 196 → 38 ms per frame on a slow laptop. */
const MemoRow = memo(GridRow) as typeof GridRow;

export function DataTableGrid<T extends object>(props: FilledTableProps<T>) {
  const { label, columns, rows, rowKey, total, hasMore = false, loadingMore = false, onEnd, selectedKey, onSelect, onOpen, hiddenColumns, rowHeight = 36, maxHeight, startHere = false, ticked, onTick } = props;
  const texts = useUiTexts();
  const gridId = useId();
  // From state, not from a ref: the virtualizer must render again once the element exists.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);

  const definitions = useMemo(() => columns.map((column): ColumnDef<Features, T> => ({ id: column.id, header: column.header })), [columns]);
  const columnVisibility = useMemo(() => Object.fromEntries((hiddenColumns ?? []).map((id) => [id, false])), [hiddenColumns]);
  const table = useTable<Features, T>({ features, columns: definitions, data: rows as T[], getRowId: rowKey, state: { columnVisibility } });
  const shown = columns.filter((column) => hiddenColumns?.includes(column.id) !== true);
  const boxes = onTick !== undefined;
  const tracks = [...(boxes ? ['36px'] : []), ...shown.map((column) => trackOf(column.width))].join(' ');
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const marks = ticked ?? none;
  const tableRows = table.getRowModel().rows;

  const size = coarse ? Math.max(44, rowHeight) : rowHeight;
  const virtualizer = useVirtualizer({ count: tableRows.length, getScrollElement: () => scroller, estimateSize: () => size, overscan: 12, scrollPaddingStart: size });
  useEffect(() => virtualizer.measure(), [virtualizer, size]);
  const items = virtualizer.getVirtualItems();
  useEndReached(items.at(-1)?.index ?? -1, rows.length, hasMore, loadingMore, onEnd);

  const cursor = useRowCursor({ rows, rowKey, selectedKey, onSelect, onOpen, reveal: (index) => virtualizer.scrollToIndex(index) });
  const grid = useRef<HTMLTableElement>(null);
  useEffect(() => {
    if (startHere && !isInUse(document.activeElement)) grid.current?.focus();
  }, [startHere]);

  function onClick(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const index = Number(target?.closest('[data-index]')?.getAttribute('data-index') ?? Number.NaN);
    const row = rows[index];
    if (row !== undefined && target?.closest('[data-tick]')) return onTick?.(toggled(marks, rowKey(row)));
    // Controls and links inside a cell act for themselves; selecting text is not a click.
    if (row === undefined || target?.closest('a, button, input') || window.getSelection()?.toString()) return;
    cursor.moveTo(index);
    onOpen?.(row);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const next = boxes && event.target === event.currentTarget && !event.altKey ? ticksByKey(event, marks, keys, cursor.activeIndex) : undefined;
    if (next === undefined) return cursor.onKeyDown(event);
    event.preventDefault();
    onTick?.(next.ticked);
    if (next.moveTo !== undefined) cursor.moveTo(next.moveTo);
  }

  /** A table that takes the focus as one thing and moves a mark inside it is a grid. */
  const gridAttributes: HTMLAttributes<HTMLTableElement> = {
    role: 'grid',
    tabIndex: 0,
    'aria-label': label,
    'aria-rowcount': (total ?? rows.length) + 1,
    'aria-colcount': shown.length + (boxes ? 1 : 0),
    'aria-activedescendant': items.some((item) => item.index === cursor.activeIndex) ? `${gridId}-${cursor.activeIndex}` : undefined,
    onKeyDown,
    onClick,
    onFocus: (event) => {
      // By keyboard the first row is marked at once, so that Enter and the arrows have a place to start from.
      if (event.target === event.currentTarget && cursor.activeIndex < 0 && event.currentTarget.matches(':focus-visible')) cursor.moveTo(0);
    },
  };
  return (
    <div ref={setScroller} className={classes.scroller} style={{ maxHeight, minHeight: Math.min(leastHeight, headHeight + virtualizer.getTotalSize()) }}>
      <table ref={grid} {...gridAttributes} className={classes.table}>
        <DataTableHeader columns={shown} tracks={tracks} sort={props.sort} onSort={props.onSort} tick={boxes ? { label: texts.table.tickAll, all: keys.length > 0 && keys.every((key) => marks.has(key)), some: marks.size > 0, toggle: () => onTick(allOrNone(marks, keys)) } : undefined} />
        <tbody className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = tableRows[item.index];
            if (row === undefined) return null;
            return <MemoRow key={row.id} row={row} columns={columns} id={`${gridId}-${item.index}`} index={item.index} start={item.start} size={item.size} tracks={tracks} active={item.index === cursor.activeIndex} openable={onOpen !== undefined} tickLabel={boxes ? texts.table.tick(item.index + 1) : undefined} ticked={marks.has(row.id)} />;
          })}
        </tbody>
      </table>
    </div>
  );
}
