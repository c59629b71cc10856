/** Turns the XML of a worksheet into rows: what a person sees in the cells, formulas by the value they had when saved. */
import type { Workbook } from './read-xlsx.ts';
import type { XmlReader } from './read-xml.ts';
import type { SheetCell, SheetRow } from './sheet.ts';
import { SheetFault, type SheetLimits } from './sheet-fault.ts';
import { serialToDay } from './xlsx-dates.ts';
import { decodeXstring } from './xlsx-text.ts';

/** Column of a reference such as `AB12`, the first being 0; NaN when it is none. */
export function columnOf(reference: string): number {
  let column = 0;
  for (const sign of reference) {
    const value = sign.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
    if (column > 1_000_000) return Number.NaN;
  }
  return column === 0 ? Number.NaN : column - 1;
}

/** A reader of the sheet's XML that yields each row that holds something. */
export function sheetReader(workbook: Workbook, limits: SheetLimits): XmlReader<SheetRow> {
  let row = 0;
  let cells: SheetCell[] = [];
  let column = -1;
  let type = 'n';
  let style = 0;
  let text = '';
  let taking = false;
  let phonetic = 0;

  const value = (): SheetCell => {
    switch (type) {
      case 's':
        return workbook.sharedTexts[Number(text)] ?? '';
      case 'b':
        return text === '1' || text === 'true';
      case 'str':
      case 'inlineStr':
      case 'e':
        return decodeXstring(text);
      case 'd':
        return { day: text.slice(0, 10) };
      default: {
        const number = Number(text);
        if (text === '' || !Number.isFinite(number)) return text;
        const day = workbook.isDateStyle[style] === true ? serialToDay(number, workbook.is1904) : undefined;
        return day === undefined ? number : { day };
      }
    }
  };
  const place = (cell: SheetCell): void => {
    while (cells.length < column) cells.push('');
    cells[column] = cell;
  };

  return {
    row: () => Math.max(row, 1),
    open: (tag, attributes) => {
      if (tag === 'row') {
        const given = Number(attributes['r'] ?? row + 1);
        if (!Number.isSafeInteger(given) || given <= row) throw new SheetFault('zip_damaged');
        row = given;
        if (row > limits.rows) throw new SheetFault('too_many_rows', { limit: limits.rows - 1 });
        cells = [];
        column = -1;
      } else if (tag === 'c') {
        const given = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r']);
        if (!(given > column)) throw new SheetFault('zip_damaged');
        column = given;
        if (column >= limits.columns) throw new SheetFault('too_many_columns', { row, limit: limits.columns });
        type = attributes['t'] ?? 'n';
        style = Number(attributes['s'] ?? 0);
        text = '';
      } else if (tag === 'rPh') phonetic += 1;
      else if (tag === 'v' || (tag === 't' && phonetic === 0)) taking = true;
    },
    text: (piece) => {
      if (!taking) return;
      text += piece;
      if (text.length > limits.cellLength * 7) throw new SheetFault('cell_too_long', { row, limit: limits.cellLength });
    },
    close: (tag) => {
      if (tag === 'v' || tag === 't') taking = false;
      else if (tag === 'rPh') phonetic -= 1;
      else if (tag === 'c') {
        const cell = value();
        if (typeof cell === 'string' && cell.length > limits.cellLength) throw new SheetFault('cell_too_long', { row, limit: limits.cellLength });
        if (cell !== '') place(cell);
      } else if (tag === 'row' && cells.length > 0) return { row, cells };
      return undefined;
    },
  };
}
