import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useLetterHotkeys } from './hotkeys.ts';

interface RowCursorOptions<T> {
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly selectedKey: string | null | undefined;
  readonly onSelect: ((row: T) => void) | undefined;
  readonly onOpen: ((row: T) => void) | undefined;
  /** Brings a row into view after a move. */
  readonly reveal: (index: number) => void;
}

/** Rows that Page Up and Page Down pass over. */
const pageRows = 10;

/** The marked row of a list and the keys that move it: arrows, J and K, Page, Home, End; Enter opens. */
export function useRowCursor<T>({ rows, rowKey, selectedKey, onSelect, onOpen, reveal }: RowCursorOptions<T>) {
  const [ownKey, setOwnKey] = useState<string | null>(null);
  const letters = useLetterHotkeys();
  const key = selectedKey === undefined ? ownKey : selectedKey;
  const activeIndex = key === null ? -1 : rows.findIndex((row) => rowKey(row) === key);

  function moveTo(index: number): void {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    const row = rows[next];
    if (row === undefined) return;
    setOwnKey(rowKey(row));
    onSelect?.(row);
    reveal(next);
  }

  function target(pressed: string): number | undefined {
    if (pressed === 'ArrowDown' || (letters && pressed === 'j')) return activeIndex + 1;
    if (pressed === 'ArrowUp' || (letters && pressed === 'k')) return activeIndex - 1;
    if (pressed === 'PageDown') return activeIndex + pageRows;
    if (pressed === 'PageUp') return activeIndex - pageRows;
    if (pressed === 'Home') return 0;
    return pressed === 'End' ? rows.length - 1 : undefined;
  }

  function onKeyDown(event: KeyboardEvent): void {
    // A control inside a cell keeps its own keys.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = target(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    const active = rows[activeIndex];
    if (next !== undefined) moveTo(next);
    else if (event.key === 'Enter' && active !== undefined && onOpen !== undefined) onOpen(active);
    else return;
    event.preventDefault();
  }

  return { activeIndex, moveTo, onKeyDown };
}
