import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { OutputBatches, OutputCell, OutputColumn, OutputType } from './write-sheet.ts';
import { amountText } from './write-csv.ts';
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
const bytesPerChunk = 262_144;

const styles =
  `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>' +
  '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="1" applyNumberFormat="1"/>' +
  '<xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/><xf fontId="1" numFmtId="49" applyFont="1" applyNumberFormat="1"/></cellXfs></styleSheet>';

/** The day every file says it was made, so that equal rows make equal bytes. */
const mtime = new Date(Date.UTC(2026, 0, 1));

/** A workbook of one sheet. Every text is a text of its own cell (inlineStr), so that nothing is gathered in memory. */
export function writeXlsx(batches: OutputBatches, columns: readonly OutputColumn[], name: string): Readable {
  const zip = new ZipFile();
  const add = (path: string, text: string): void => zip.addBuffer(Buffer.from(text), path, { mtime, forceDosTimestamp: true });
  add(
    '[Content_Types].xml',
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentTypes}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${contentTypes}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${contentTypes}.styles+xml"/></Types>`,
  );
  add('_rels/.rels', `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`);
  const safeName = encodeXstring(name.replace(/[[\]:*?/\\"]/g, ' ').slice(0, 31));
  add('xl/workbook.xml', `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${safeName}" sheetId="1" r:id="rId1"/></sheets></workbook>`);
  add(
    'xl/_rels/workbook.xml.rels',
    `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  );
  add('xl/styles.xml', styles);
  const sheet = Readable.from(sheetXml(batches, columns), { objectMode: false });
  const output = new PassThrough();
  sheet.on('error', (error) => output.destroy(error));
  zip.on('error', (error: Error) => output.destroy(error));
  output.on('close', () => sheet.destroy());
  // The quickest level: compressing is the dearest part of a large file.
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', { mtime, forceDosTimestamp: true, compressionLevel: 1 });
  zip.end();
  zip.outputStream.pipe(output);
  return output;
}

async function* sheetXml(batches: OutputBatches, columns: readonly OutputColumn[]): AsyncGenerator<Buffer, void> {
  const letters = columns.map((_, at) => columnLetters(at));
  const widths = columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width ?? 14}" customWidth="1"/>`).join('');
  let pending =
    `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols>${widths}</cols><sheetData><row r="1">${columns.map((column, at) => textCell(`${letters[at] ?? ''}1`, column.header, headStyle)).join('')}</row>`;
  let number = 1;
  for await (const batch of batches) {
    for (const row of batch) {
      number += 1;
      pending += `<row r="${number}">`;
      for (let at = 0; at < columns.length; at += 1) pending += xlsxCell(`${letters[at] ?? ''}${number}`, row[at] ?? null, columns[at]?.type ?? 'text');
      pending += '</row>';
      if (pending.length < bytesPerChunk) continue;
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

/** Only a text with space at an end must say that it is meant: the attribute is a fifth of a cell. */
const textCell = (reference: string, text: string, style: number): string =>
  `<c r="${reference}" s="${style}" t="inlineStr"><is><t${isTight(text) ? '' : ' xml:space="preserve"'}>${encodeXstring(text)}</t></is></c>`;

function isTight(text: string): boolean {
  return text.charCodeAt(0) > 32 && text.charCodeAt(text.length - 1) > 32 && !/[\s\u0085]{2}|[\t\n\r]/.test(text);
}

function xlsxCell(reference: string, cell: OutputCell, type: OutputType): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'number') return `<c r="${reference}" s="${styleOf[type]}"><v>${type === 'amount' ? amountText(cell) : String(cell)}</v></c>`;
  const serial = type === 'date' && /^\d{4}-\d\d-\d\d$/.test(cell) ? dayToSerial(cell) : undefined;
  return serial === undefined ? textCell(reference, cell, styleOf.text) : `<c r="${reference}" s="${styleOf.date}"><v>${serial}</v></c>`;
}
