/**
 * A small reader of PDF files (ISO 32000-1 §7): enough to ask our own documents what they contain. Objects are found by
 * walking the file, not by its cross-reference table; object streams are opened; only Flate streams are inflated.
 */
import { inflateSync } from 'node:zlib';
import { readValue, type PdfDictionary, type PdfReference, type PdfValue } from './pdf-syntax.ts';

export interface PdfObject {
  readonly value: PdfValue;
  /** Bytes of a stream as stored, still filtered. */
  readonly raw: Buffer | undefined;
}

export interface PdfFile {
  readonly version: string;
  readonly objects: ReadonlyMap<number, PdfObject>;
  readonly trailer: PdfDictionary;
  /** Follows references until a value that is none; null when the object is missing. */
  resolve(value: PdfValue | undefined): PdfValue;
  /** The same, as a dictionary; undefined when it is something else. */
  dictionary(value: PdfValue | undefined): PdfDictionary | undefined;
  /** Content of the stream a value points to, inflated; undefined when there is none or its filter is unknown. */
  stream(value: PdfValue | undefined): Buffer | undefined;
}

export const isReference = (value: PdfValue | undefined): value is PdfReference => typeof value === 'object' && value !== null && 'reference' in value;
export const isDictionary = (value: PdfValue | undefined): value is PdfDictionary => value instanceof Map;
/** Text of a name (`/Type` → 'Type'), undefined for anything else. */
export const nameOf = (value: PdfValue | undefined): string | undefined => (typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined);

/** Opens a PDF file; throws when it does not begin like one. */
export function readPdf(bytes: Uint8Array): PdfFile {
  const text = Buffer.from(bytes).toString('latin1');
  const version = /^%PDF-(\d\.\d)/.exec(text)?.[1];
  if (version === undefined) throw new Error('not a PDF file');
  const objects = new Map<number, PdfObject>();
  const trailer: PdfDictionary = new Map();
  const heads = /(?:^|[\s>])(\d+)\s+\d+\s+obj\b|\btrailer\b/g;
  for (let head = heads.exec(text); head !== null; head = heads.exec(text)) {
    const { value, end } = readValue(text, heads.lastIndex);
    heads.lastIndex = Math.max(end, heads.lastIndex);
    if (head[1] === undefined) {
      if (isDictionary(value)) value.forEach((item, key) => trailer.set(key, item));
      continue;
    }
    const raw = isDictionary(value) ? streamBytes(text, end, value) : undefined;
    if (raw !== undefined) heads.lastIndex += raw.length;
    if (isDictionary(value) && nameOf(value.get('Type')) === 'XRef') value.forEach((item, key) => trailer.set(key, item));
    objects.set(Number(head[1]), { value, raw });
  }
  const file = fileOf(version, objects, trailer);
  openObjectStreams(file, objects);
  return file;
}

function streamBytes(text: string, from: number, dictionary: PdfDictionary): Buffer | undefined {
  const start = /^\s*stream(\r\n|\n|\r)/.exec(text.slice(from, from + 40));
  if (start === null) return undefined;
  const begin = from + start[0].length;
  const length = dictionary.get('Length');
  // A length kept in another object is not known yet; the end mark is then searched for.
  const end = typeof length === 'number' ? begin + length : text.indexOf('endstream', begin);
  return Buffer.from(text.slice(begin, end), 'latin1');
}

function fileOf(version: string, objects: ReadonlyMap<number, PdfObject>, trailer: PdfDictionary): PdfFile {
  const resolve = (value: PdfValue | undefined): PdfValue => {
    let current = value ?? null;
    for (let hops = 0; hops < 32 && isReference(current); hops += 1) current = objects.get(current.reference)?.value ?? null;
    return current;
  };
  const dictionary = (value: PdfValue | undefined) => {
    const resolved = resolve(value);
    return isDictionary(resolved) ? resolved : undefined;
  };
  const stream = (value: PdfValue | undefined) => {
    const object = isReference(value) ? objects.get(value.reference) : undefined;
    if (object?.raw === undefined || !isDictionary(object.value)) return undefined;
    const filter = resolve(object.value.get('Filter'));
    const filters = Array.isArray(filter) ? filter.map((item) => nameOf(resolve(item))) : filter === null ? [] : [nameOf(filter)];
    if (filters.length === 0) return object.raw;
    return filters.length === 1 && filters[0] === 'FlateDecode' ? inflateSync(object.raw) : undefined;
  };
  return { version, objects, trailer, resolve, dictionary, stream };
}

/** ISO 32000-1 §7.5.7: pairs of number and offset, then the objects. */
function openObjectStreams(file: PdfFile, objects: Map<number, PdfObject>): void {
  for (const [number, object] of objects) {
    if (!isDictionary(object.value) || nameOf(object.value.get('Type')) !== 'ObjStm') continue;
    const text = file.stream({ reference: number })?.toString('latin1') ?? '';
    const first = Number(object.value.get('First'));
    const numbers = text.slice(0, first).trim().split(/\s+/).map(Number);
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      const { value } = readValue(text, first + (numbers[at + 1] ?? 0));
      const inner = numbers[at] ?? 0;
      if (!objects.has(inner)) objects.set(inner, { value, raw: undefined });
    }
  }
}
