import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { findDelimiter } from './csv-dialect.ts';
import { guardText, unguardText } from './formula-guard.ts';
import { openSheet } from './open-sheet.ts';
import { columnOf } from './read-xlsx-rows.ts';
import { defaultSheetLimits, SheetFault, type SheetLimits } from './sheet-fault.ts';
import type { SheetCell } from './sheet.ts';
import { sheetBytes, writeSheet, type OutputCell, type OutputColumn } from './write-sheet.ts';
import { columnLetters } from './write-xlsx.ts';
import { isDateFormat, serialToDay } from './xlsx-dates.ts';
import { testFolder } from '../../testing/test-folder.ts';

const folder = testFolder('sheets');
let files = 0;
const stored = (bytes: Uint8Array | string): string => {
  const path = join(folder, `${(files += 1)}.bin`);
  writeFileSync(path, bytes);
  return path;
};
async function rowsOf(bytes: Uint8Array | string, limits: SheetLimits = defaultSheetLimits): Promise<(readonly SheetCell[])[]> {
  const sheet = await openSheet(stored(bytes), limits);
  const rows: (readonly SheetCell[])[] = [];
  for await (const row of sheet.rows()) rows.push(row.cells);
  return rows;
}
async function faultOf(bytes: Uint8Array | string, limits: Partial<SheetLimits> = {}): Promise<unknown> {
  try {
    await rowsOf(bytes, { ...defaultSheetLimits, ...limits });
  } catch (error) {
    expect(error).toBeInstanceOf(SheetFault);
    return (error as SheetFault).code;
  }
  return undefined;
}
async function zipOf(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content as string), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const workbookParts = (sheet: string, more: Readonly<Record<string, string | Buffer>> = {}, pr = '') => ({
  '[Content_Types].xml': '<Types/>',
  'xl/workbook.xml': `<workbook xmlns:r="r">${pr}<sheets><sheet name="a" r:id="rId7"/><sheet name="b" r:id="rId8"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId8" Target="worksheets/b.xml"/><Relationship Id="rId7" Target="/xl/worksheets/a.xml"/></Relationships>',
  'xl/worksheets/a.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  ...more,
});

describe('CSV', () => {
  test.each<[string, string | Buffer, SheetCell[][]]>([
    ['semicolons', 'a;b\n1,5;x\n', [['a', 'b'], ['1,5', 'x']]],
    ['commas', 'a,b\n1.5,"x;y;z"\n', [['a', 'b'], ['1.5', 'x;y;z']]],
    ['tabs', 'a\tb\r\nc\td', [['a', 'b'], ['c', 'd']]],
    ['a mark of UTF-8', '\uFEFFtarga;colore\nX;perlé', [['targa', 'colore'], ['X', 'perlé']]],
    ['Windows-1252', Buffer.from('modello;note\nCitro\xebn;80 \x80\n', 'latin1'), [['modello', 'note'], ['Citroën', '80 €']]],
    ['lines and quotes in a cell', 'a;b\n"uno\ndue";"di ""tre"""\n', [['a', 'b'], ['uno\ndue', 'di "tre"']]],
    ['empty lines', 'a;b\n\n;\n1;2\n', [['a', 'b'], ['1', '2']]],
    ['semicolons within quotes', 'a;b\n"uno;due;tre";"4;5"\n', [['a', 'b'], ['uno;due;tre', '4;5']]],
    ['one column', 'telaio\nX1\n', [['telaio'], ['X1']]],
    ['guarded texts', "a;b\n'=1+1;'zitto\n", [['a', 'b'], ['=1+1', "'zitto"]]],
  ])('is read with %s', async (_, bytes, rows) => {
    expect(await rowsOf(bytes)).toEqual(rows);
  });

  test('rows are numbered as a spreadsheet numbers them', async () => {
    const numbers: number[] = [];
    for await (const { row } of (await openSheet(stored('a;b\n\n1;2\n;\n"x\ny";4\n5;6'))).rows()) numbers.push(row);
    expect(numbers).toEqual([1, 3, 5, 6]);
  });

  test('one late accent in another encoding decides for the whole file', async () => {
    const bytes = Buffer.concat([Buffer.from(`a;b\n${'riga;piena\n'.repeat(20_000)}`), Buffer.from('perl\xe9;x\n', 'latin1')]);
    expect((await rowsOf(bytes)).at(-1)).toEqual(['perlé', 'x']);
  });

  test('the delimiter is the one that cuts alike', () => {
    expect(findDelimiter('nome;prezzo;note\nA;1,5;b\nB;2,5;c, d\n')).toBe(';');
    expect(findDelimiter('nome,prezzo\nA;B,1\n')).toBe(',');
  });
});

describe('XLSX', () => {
  test('gives what a person sees: shared and own texts, dates, formulas by their last value, truth values', async () => {
    const sheet =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>due</t><rPh sb="0" eb="1"><t>no</t></rPh></is></c></row>' +
      '<row r="3"><c r="A3" s="1"><v>46349</v></c><c r="B3" s="2"><v>46349.75</v></c><c r="C3"><f>1+1</f><v>2</v></c><c r="D3" t="str"><f>"a"</f><v>a_x000D_b</v></c><c r="E3" t="b"><v>1</v></c><c r="F3" t="e"><v>#N/A</v></c><c r="G3" s="3"><v>1.5</v></c></row>';
    const styles = '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-410]dd/mm/yyyy"/><numFmt numFmtId="171" formatCode="0.0&quot; day&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>';
    const bytes = await zipOf(workbookParts(sheet, { 'xl/styles.xml': styles, 'xl/sharedStrings.xml': '<sst><si><r><t>un</t></r><r><t xml:space="preserve">o </t></r></si></sst>' }));
    expect(await rowsOf(bytes)).toEqual([
      ['uno ', '', 'due'],
      [{ day: '2026-11-23' }, { day: '2026-11-23' }, 2, 'a\rb', true, '#N/A', 1.5],
    ]);
  });

  test('counts from 1904 where the workbook says so', async () => {
    const bytes = await zipOf(workbookParts('<row r="1"><c r="A1" s="0"><v>0</v></c></row>', { 'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>' }, '<workbookPr date1904="1"/>'));
    expect(await rowsOf(bytes)).toEqual([[{ day: '1904-01-01' }]]);
  });

  test.each([[1, '1900-01-01'], [59, '1900-02-28'], [60, undefined], [61, '1900-03-01'], [109_574, '2199-12-31'], [109_575, undefined], [2_958_466, undefined], [-1, undefined]])('serial %i is %s', (serial, day) => {
    expect(serialToDay(serial, false)).toBe(day);
  });

  test.each([['General', false], ['#,##0.00', false], ['yyyy-mm-dd', true], ['[Red]0', false], ['h:mm', false], ['d mmm', true], ['0 "days"', false]])('format %s shows a day: %s', (code, is) => {
    expect(isDateFormat(170, code)).toBe(is);
  });

  test('columns by letters', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20_000 }), (column) => columnOf(`${columnLetters(column)}7`) === column));
    expect(columnOf('7')).toBeNaN();
  });
});

const columns: readonly OutputColumn[] = [
  { header: 'Testo', type: 'text' }, { header: '=Numero', type: 'number' }, { header: 'Importo', type: 'amount' }, { header: 'Giorno', type: 'date' }, { header: 'Altro', type: 'text' },
];
const anyDay = fc.date({ min: new Date('1900-03-02T00:00:00Z'), max: new Date('2100-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary-ascii' }), fc.stringMatching(/^'{0,3}[=+\-@\t\r]?[;,"a\n]*$/), fc.constantFrom('_x000D_', '_x005F_x000D_', ' spazi ', '\uFFFE', ''));
const anyRow = fc.record({ text: anyText, number: fc.integer(), cents: fc.integer({ min: -1e12, max: 1e12 }), day: anyDay, other: anyText }).map((row): OutputCell[] => [row.text, row.number, row.cents, row.day, row.other]);

describe('what is written is read again', () => {
  test('as XLSX, every sign and every type', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 8 }), async (rows) => {
        const read = await rowsOf(await sheetBytes(writeSheet(rows, columns, 'xlsx')));
        const expected = rows.map(([text, number, cents, day, other]) => [text, number, Number(cents) / 100, { day }, ...(other === '' ? [] : [other])]);
        expect(read).toEqual([columns.map(({ header }) => header), ...expected]);
      }),
      { numRuns: 150 },
    );
  });

  test.each(['it', 'en'] as const)('as CSV (%s), every text', async (language) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 8 }), async (rows) => {
        const read = await rowsOf(await sheetBytes(writeSheet(rows, columns, 'csv', { language })));
        const kept = (cell: OutputCell | undefined) => String(cell).replaceAll('\u0000', '');
        expect(read.slice(1).map((row) => [row[0], row[4]])).toEqual(rows.map((row) => [kept(row[0]), kept(row[4])]));
        expect(read[0]).toEqual(columns.map(({ header }) => header));
      }),
      { numRuns: 150 },
    );
  });

  test('an amount keeps its cents in both languages', async () => {
    const row: OutputCell[] = ['a', -7, -1_234_505, '2026-11-22', null];
    expect((await sheetBytes(writeSheet([row], columns, 'csv'))).toString()).toBe('\uFEFFTesto;\'=Numero;Importo;Giorno;Altro\r\na;-7;"-12345,05";22/11/2026;\r\n');
    expect((await sheetBytes(writeSheet([row], columns, 'csv', { language: 'en' }))).toString()).toContain('a,-7,-12345.05,2026-11-22,\r\n');
  });

  test('what rows throw ends the stream', async () => {
    async function* failing(): AsyncGenerator<OutputCell[], void> {
      yield ['a'];
      throw new Error('gone');
    }
    await expect(sheetBytes(writeSheet(failing(), columns, 'csv'))).rejects.toThrow('gone');
    await expect(sheetBytes(writeSheet(failing(), columns, 'xlsx'))).rejects.toThrow('gone');
  });
});

describe('formulas', () => {
  test.each(['=1+1', '+39 02', '-1', '@SUM(A1)', '\t=1', '\r=1', "'=1", '＝1'])('%j never begins a cell of a CSV', async (text) => {
    const line = (await sheetBytes(writeSheet([[text]], [{ header: 'h', type: 'text' }], 'csv'))).toString().split('\r\n')[1] ?? '';
    expect(line.replace(/^"/, '').charAt(0)).toBe("'");
    expect(unguardText(guardText(text))).toBe(text);
  });

  test('XLSX holds texts as texts and no formula at all', async () => {
    const bytes = await sheetBytes(writeSheet([['=HYPERLINK("http://x")']], [{ header: 'h', type: 'text' }], 'xlsx'));
    expect(await rowsOf(bytes)).toEqual([['h'], ['=HYPERLINK("http://x")']]);
  });
});

describe('refused by name', () => {
  const workbook = (sheet: string, more?: Record<string, string | Buffer>) => () => zipOf(workbookParts(sheet, more));
  const tenMegabytes = ' '.repeat(10_485_760);
  test.each<[string, () => Promise<Buffer | string>, string, Partial<SheetLimits>]>([
    ['nothing', async () => '', 'file_empty', {}],
    ['too many bytes', async () => 'a;b\n'.repeat(9), 'file_too_large', { fileBytes: 20 }],
    ['an old Excel file', async () => Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'old_or_locked_excel', {}],
    ['a picture called .csv', async () => Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'not_a_sheet', {}],
    ['a PDF called .xlsx', async () => '%PDF-1.7\n1 0 obj', 'not_a_sheet', {}],
    ['a page called .xls', async () => '<html><table><tr><td>1</td></tr></table></html>', 'not_a_sheet', {}],
    ['a program called .csv', async () => '#!/bin/sh\nrm -rf /\n', 'not_a_sheet', {}],
    ['signs of value zero in a CSV', async () => 'a;b\n1;2\u00003\n', 'not_a_sheet', {}],
    ['UTF-16 the other way round', async () => Buffer.from('\uFEFFa;b', 'utf16le').swap16(), 'encoding_unknown', {}],
    ['UTF-16', async () => Buffer.from('\uFEFFa;b', 'utf16le'), 'encoding_unknown', {}],
    ['a zip of something else', () => zipOf({ 'word/document.xml': '<w/>', '[Content_Types].xml': '<T/>' }), 'not_a_sheet', {}],
    ['a cut zip', async () => (await zipOf(workbookParts(''))).subarray(0, 200), 'zip_damaged', {}],
    ['macros', workbook('', { 'xl/vbaProject.bin': 'x' }), 'macros', {}],
    ['a macro workbook under another name', async () => zipOf({ ...workbookParts('<row r="1"/>'), '[Content_Types].xml': '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>', 'xl/VBAProject.bin': 'x' }), 'macros', {}],
    ['links to other files', workbook('', { 'xl/externalLinks/externalLink1.xml': '<x/>' }), 'external_links', {}],
    ['a bomb by ratio', workbook('', { 'xl/media/a.bin': tenMegabytes }), 'zip_bomb', {}],
    ['a zip inside a zip', async () => zipOf({ 'prices.xlsx': await zipOf(workbookParts('<row r="1"/>')) }), 'not_a_sheet', {}],
    ['a bomb by size', workbook('<row r="1"/>'), 'zip_bomb', { unpackedBytes: 300 }],
    ['a bomb by number of parts', workbook(''), 'zip_bomb', { zipEntries: 3 }],
    ['entities of its own', workbook('', { 'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b "bb">]><workbook/>' }), 'xml_forbidden', {}],
    ['broken XML', workbook('<row r="1"><c></row>'), 'zip_damaged', {}],
    ['no sheet', () => zipOf({ '[Content_Types].xml': '<T/>', 'xl/workbook.xml': '<workbook/>' }), 'no_sheet', {}],
    ['rows going backwards', workbook('<row r="2"/><row r="1"/>'), 'zip_damaged', {}],
    ['too many rows, by their number', workbook('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), 'too_many_rows', {}],
    ['sixteen million rows, by the number of the last', workbook('<row r="16777216"><c r="A16777216"><v>1</v></c></row>'), 'too_many_rows', {}],
    ['too many columns, by their letters', workbook('<row r="1"><c r="XFD1"><v>1</v></c></row>'), 'too_many_columns', {}],
    ['a long cell', workbook(`<row r="1"><c r="A1" t="str"><v>${'x'.repeat(101)}</v></c></row>`), 'cell_too_long', { cellLength: 100 }],
    ['an endless cell', workbook(`<row r="1"><c r="A1" t="str"><v>${'xyzw'.repeat(1_000_000)}</v></c></row>`), 'cell_too_long', { ratio: 5000 }],
    ['endless shared texts', workbook('<row r="1"/>', { 'xl/sharedStrings.xml': `<sst>${'<si><t>abcdefgh</t></si>'.repeat(100)}</sst>` }), 'shared_texts_too_large', { sharedCharacters: 1000 }],
    ['one shared text without end', workbook('<row r="1"/>', { 'xl/sharedStrings.xml': `<sst><si><t>${'xyzw'.repeat(1_000_000)}</t></si></sst>` }), 'cell_too_long', { ratio: 5000 }],
    ['too many lines', async () => 'a;b\n1;2\n3;4\n', 'too_many_rows', { rows: 2 }],
    ['too many columns', async () => `a;b\n${';1'.repeat(9)}\n`, 'too_many_columns', { columns: 5 }],
    ['a megabyte in one cell of a CSV', async () => `a;b\n"${'x'.repeat(1_048_576)}";1\n`, 'cell_too_long', {}],
    ['a long text', async () => `a;b\n${'x'.repeat(101)};1\n`, 'cell_too_long', { cellLength: 100 }],
    ['a quote never closed', async () => 'a;b\n"x;1\n2;3\n', 'csv_quotes', {}],
    ['a quote never closed in a large file', async () => `a;b\n"x;1\n${'2;3\n'.repeat(400_000)}`, 'cell_too_long', {}],
    ['a quote in the middle', async () => 'a;b\nx"y;1\n', 'csv_quotes', {}],
  ])('%s', async (_, bytes, code, limits) => {
    expect(await faultOf(await bytes(), limits)).toBe(code);
  });

  test('a bomb packed inside a workbook is not unpacked: the sheet is read and nothing else', async () => {
    const bomb = await zipOf({ 'zeros.bin': Buffer.alloc(30_000_000) });
    const sheet = '<row r="1"><c r="A1" t="str"><v>a</v></c></row>';
    expect(await rowsOf(await zipOf(workbookParts(sheet, { 'xl/embeddings/inner.zip': bomb })))).toEqual([['a']]);
  });

  test('two gigabytes of shared texts are refused by what they claim, before a byte is unpacked', async () => {
    const bytes = await zipOf(workbookParts('<row r="1"/>', { 'xl/sharedStrings.xml': '<sst/>' }));
    // In the directory at the end, 24 bytes into the entry of the part, stands its unpacked size.
    const entry = bytes.lastIndexOf('xl/sharedStrings.xml') - 46;
    expect(bytes.readUInt32LE(entry)).toBe(0x02014b50);
    bytes.writeUInt32LE(2_147_483_648, entry + 24);
    expect(await faultOf(bytes)).toBe('zip_bomb');
  });

  test('a part that unpacks to more than it claims', async () => {
    const bytes = await zipOf(workbookParts(`<row r="1"><c r="A1" t="str"><v>${'a'.repeat(3000)}</v></c></row>`));
    // The claimed size of the sheet, in its own head and in the directory, is made smaller.
    const size = Buffer.alloc(4);
    size.writeUInt32LE(Buffer.byteLength(workbookParts(`<row r="1"><c r="A1" t="str"><v>${'a'.repeat(3000)}</v></c></row>`)['xl/worksheets/a.xml']));
    const lie = Buffer.alloc(4);
    lie.writeUInt32LE(50);
    for (let at = bytes.indexOf(size); at >= 0; at = bytes.indexOf(size, at + 1)) lie.copy(bytes, at);
    expect(await faultOf(bytes)).toBe('zip_damaged');
  });
});
