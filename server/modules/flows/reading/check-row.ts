/** A row of the file as a row of ours, with everything that is wrong with it. Pure. */
import type { ImportReading, ImportValues } from '#platform/import-reading';
import { readCell, type Cell } from './read-cell.ts';
import type { Mapping } from './suggest-mapping.ts';

export interface FoundFault {
  readonly column: string | null;
  readonly code: string;
  readonly value: string;
}

export interface CheckedRow {
  readonly values: ImportValues;
  readonly faults: readonly FoundFault[];
}

/** Longest piece of a cell repeated in a report. */
const shownLength = 200;

export const shownCell = (cell: Cell | undefined): string => (typeof cell === 'object' ? cell.day : String(cell ?? '')).slice(0, shownLength);

/** Prepares the reading of rows for one file: columns looked up once. */
export function rowChecker(kind: ImportReading, headers: readonly string[], mapping: Mapping, today: string): (cells: readonly Cell[]) => CheckedRow {
  const places = kind.columns.map((column) => ({ column, at: mapping[column.key] === undefined ? -1 : headers.indexOf(mapping[column.key] ?? '') }));
  const placeOf = new Map(places.map(({ column, at }) => [column.key, at]));
  return (cells) => {
    const values: ImportValues = {};
    const faults: FoundFault[] = [];
    for (const { column, at } of places) {
      const read = readCell(column, cells[at] ?? '');
      values[column.key] = read.value;
      if (read.fault !== undefined) faults.push({ column: column.key, code: read.fault, value: shownCell(cells[at]) });
    }
    for (const fault of kind.checkRow?.(values, today) ?? []) {
      // A cell that could not be read is told once.
      if (faults.some(({ column }) => column === fault.column && column !== null)) continue;
      faults.push({ column: fault.column, code: fault.code, value: fault.value ?? shownCell(cells[placeOf.get(fault.column ?? '') ?? -1]) });
    }
    return { values, faults };
  };
}
