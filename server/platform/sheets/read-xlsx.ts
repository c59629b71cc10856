/** Reads the first sheet of an XLSX (ECMA-376) as a stream. */
import type { Sheet, SheetRow } from './sheet.ts';
import { SheetFault, type SheetLimits } from './sheet-fault.ts';
import { openZip, type ZipParts } from './read-zip.ts';
import { readXml } from './read-xml.ts';
import { sheetReader } from './read-xlsx-rows.ts';
import { decodeXstring } from './xlsx-text.ts';
import { isDateFormat } from './xlsx-dates.ts';

/** What the rows refer to. */
export interface Workbook {
  readonly sheetPart: string;
  readonly is1904: boolean;
  readonly sharedTexts: readonly string[];
  /** Whether a cell of this style number shows a date. */
  readonly isDateStyle: readonly boolean[];
}

/** Checks what the container holds; rows are read when asked for. Throws SheetFault. */
export async function openXlsx(path: string, limits: SheetLimits): Promise<Sheet> {
  const parts = await openZip(path, limits);
  try {
    refuseContents(parts);
    await findSheet(parts, limits);
  } finally {
    parts.close();
  }
  return { format: 'xlsx', dialect: null, rows: () => readRows(path, limits) };
}

function refuseContents(parts: ZipParts): void {
  if (!parts.names.has('[Content_Types].xml') || !parts.names.has('xl/workbook.xml')) throw new SheetFault('not_a_sheet');
  for (const name of parts.names) {
    const lower = name.toLowerCase();
    if (/vbaproject|vbadata|\/macrosheets\/|\/activex\//.test(lower)) throw new SheetFault('macros');
    if (/\/externallinks\/|\/connections\.xml$|\/querytables\//.test(lower)) throw new SheetFault('external_links');
  }
}

async function* readRows(path: string, limits: SheetLimits): AsyncGenerator<SheetRow, void> {
  const parts = await openZip(path, limits);
  try {
    const found = await findSheet(parts, limits);
    const workbook: Workbook = { ...found, sharedTexts: await readSharedTexts(parts, limits), isDateStyle: await readStyles(parts, limits) };
    const bytes = await parts.read(workbook.sheetPart);
    if (bytes === undefined) throw new SheetFault('no_sheet');
    yield* readXml(bytes, sheetReader(workbook, limits), limits);
  } finally {
    parts.close();
  }
}

async function collect<T>(parts: ZipParts, name: string, limits: SheetLimits, open: (tag: string, attributes: Readonly<Record<string, string>>) => void): Promise<void> {
  const bytes = await parts.read(name);
  if (bytes === undefined) return;
  for await (const _ of readXml<T>(bytes, { open }, limits)) continue;
}

/** The part of the first sheet that is listed, and from which day the workbook counts. */
async function findSheet(parts: ZipParts, limits: SheetLimits): Promise<Pick<Workbook, 'sheetPart' | 'is1904'>> {
  let relation: string | undefined;
  let is1904 = false;
  await collect(parts, 'xl/workbook.xml', limits, (tag, attributes) => {
    if (tag === 'workbookPr') is1904 = attributes['date1904'] === '1' || attributes['date1904'] === 'true';
    if (tag === 'sheet') relation ??= Object.entries(attributes).find(([name]) => /(^|:)id$/.test(name))?.[1];
  });
  if (relation === undefined) throw new SheetFault('no_sheet');
  let target: string | undefined;
  await collect(parts, 'xl/_rels/workbook.xml.rels', limits, (tag, attributes) => {
    if (tag === 'Relationship' && attributes['Id'] === relation && attributes['TargetMode'] !== 'External') target = attributes['Target'];
  });
  const sheetPart = target === undefined ? undefined : target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
  if (sheetPart === undefined || !parts.names.has(sheetPart)) throw new SheetFault('no_sheet');
  return { sheetPart, is1904 };
}

async function readSharedTexts(parts: ZipParts, limits: SheetLimits): Promise<string[]> {
  const bytes = await parts.read('xl/sharedStrings.xml');
  if (bytes === undefined) return [];
  let text = '';
  let inText = false;
  let phonetic = 0;
  let characters = 0;
  const texts: string[] = [];
  const reader = {
    open: (tag: string) => {
      if (tag === 'si') text = '';
      if (tag === 'rPh') phonetic += 1;
      inText = tag === 't' && phonetic === 0;
    },
    text: (piece: string) => {
      if (inText) text += piece;
    },
    close: (tag: string) => {
      if (tag === 't') inText = false;
      if (tag === 'rPh') phonetic -= 1;
      return tag === 'si' ? text : undefined;
    },
  };
  for await (const one of readXml<string>(bytes, reader, limits)) {
    const whole = decodeXstring(one);
    if (whole.length > limits.cellLength) throw new SheetFault('cell_too_long', { row: 1, limit: limits.cellLength });
    // Every text costs its place too, so that a million empty ones count.
    characters += whole.length + 16;
    if (characters > limits.sharedCharacters) throw new SheetFault('shared_texts_too_large');
    texts.push(whole);
  }
  return texts;
}

async function readStyles(parts: ZipParts, limits: SheetLimits): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const isDate: boolean[] = [];
  let inCellFormats = false;
  await collect(parts, 'xl/styles.xml', limits, (tag, attributes) => {
    if (tag === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
    // The cell formats stand between these two lists, the formats of named styles before them.
    if (tag === 'cellXfs') inCellFormats = true;
    if (tag === 'cellStyles' || tag === 'dxfs') inCellFormats = false;
    if (tag !== 'xf' || !inCellFormats) return;
    const id = Number(attributes['numFmtId'] ?? 0);
    isDate.push(isDateFormat(id, codes.get(id)));
  });
  return isDate;
}
