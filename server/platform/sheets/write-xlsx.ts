import type { Readable } from 'node:stream';
import type { OutputBatches, OutputCell, OutputColumn, OutputType } from './write-sheet.ts';
import { amountText } from './write-csv.ts';
import { writeZip, type ZipPart } from './write-zip.ts';
import { dayToSerial } from './xlsx-dates.ts';
import { encodeXstring } from './xlsx-text.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const contentTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Numbers of the cell formats in `styles`. */
const styleOf = { text: 1, integer: 2, number: 0, amount: 3, date: 4 } as const;
const headStyle = 5;
const charactersPerChunk = 262144;

const styles =
  `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>' +
  '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="1" applyNumberFormat="1"/>' +
  '<xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/><xf fontId="1" numFmtId="49" applyFont="1" applyNumberFormat="1"/></cellXfs></styleSheet>';

/** A workbook of one sheet. Every text is a text of its own cell (inlineStr), so that nothing is gathered in memory. */
export function writeXlsx(batches: OutputBatches, columns: readonly OutputColumn[], name: string): Readable {
  const part = (path: string, text: string): ZipPart => ({ path, bytes: [Buffer.from(text)] });
  const safeName = encodeXstring(name.replace(/[[\]:*?/\\"]/g, ' ').slice(0, 31));
  return writeZip([
    part(
      '[Content_Types].xml',
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentTypes}.sheet.main+xml"/>` +
        `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${contentTypes}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${contentTypes}.styles+xml"/></Types>`,
    ),
    part('_rels/.rels', `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    part('xl/workbook.xml', `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${safeName}" sheetId="1" r:id="rId1"/></sheets></workbook>`),
    part(
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ),
    part('xl/styles.xml', styles),
    { path: 'xl/worksheets/sheet1.xml', bytes: sheetXml(batches, columns) },
  ]);
}

async function* sheetXml(batches: OutputBatches, columns: readonly OutputColumn[]): AsyncGenerator<Buffer, void> {
  const cells = columns.map(({ type }, at) => cellWriter(columnLetters(at), type));
  const heads = columns.map(({ header }, at) => textCell(`${columnLetters(at)}1`, header, headStyle)).join('');
  const widths = columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width ?? 14}" customWidth="1"/>`).join('');
  let pending =
    `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols>${widths}</cols><sheetData><row r="1">${heads}</row>`;
  let number = 1;
  for await (const batch of batches) {
    for (const row of batch) {
      number += 1;
      pending += `<row r="${number}">`;
      let at = 0;
      for (const write of cells) {
        const cell = row[at] ?? null;
        if (cell !== null && cell !== '') pending += write(cell, number);
        at += 1;
      }
      pending += '</row>';
      if (pending.length < charactersPerChunk) continue;
      yield Buffer.from(pending);
      pending = '';
    }
  }
  yield Buffer.from(`${pending}</sheetData></worksheet>`);
}

/** `A`, `B`, …, `Z`, `AA` of a column, the first being 0. */
export function columnLetters(column: number): string {
  const first = Math.floor(column / 26);
  return `${first === 0 ? '' : columnLetters(first - 1)}${String.fromCharCode(65 + (column % 26))}`;
}

/** Most texts of a list: nothing in them is written otherwise, and no space in them is one that XML would drop. */
const bare = /^[!-%'-;=?-^`-~\u00C0-\u024F]+(?: [!-%'-;=?-^`-~\u00C0-\u024F]+)*$/;

/** Only a text with space at an end must say that it is meant: the attribute is a fifth of a cell. */
const textCell = (reference: string, text: string, style: number): string =>
  bare.test(text)
    ? `<c r="${reference}" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`
    : `<c r="${reference}" s="${style}" t="inlineStr"><is><t${isTight(text) ? '' : ' xml:space="preserve"'}>${encodeXstring(text)}</t></is></c>`;

function isTight(text: string): boolean {
  return text.charCodeAt(0) > 32 && text.charCodeAt(text.length - 1) > 32 && !/[\s\u0085]{2}|[\t\n\r]/.test(text);
}

/** How the cells of a column are written; what is empty is not asked. */
function cellWriter(letters: string, type: OutputType): (cell: Exclude<OutputCell, null>, row: number) => string {
  const numberText = type === 'amount' ? amountText : String;
  return (cell, row) => {
    if (typeof cell === 'number') return `<c r="${letters}${row}" s="${styleOf[type]}"><v>${numberText(cell)}</v></c>`;
    if (typeof cell === 'boolean') return `<c r="${letters}${row}" t="b"><v>${cell ? 1 : 0}</v></c>`;
    const serial = type === 'date' && /^\d{4}-\d\d-\d\d$/.test(cell) ? dayToSerial(cell) : undefined;
    return serial === undefined ? textCell(`${letters}${row}`, cell, styleOf.text) : `<c r="${letters}${row}" s="${styleOf.date}"><v>${serial}</v></c>`;
  };
}
