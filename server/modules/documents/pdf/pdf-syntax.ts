/** Values of the PDF syntax (ISO 32000-1 §7.3), read from text in which each character is one byte. */
export type PdfReference = { readonly reference: number };
export type PdfName = { readonly name: string };
/** A string, its bytes as characters. */
export type PdfString = { readonly text: string };
export type PdfDictionary = Map<string, PdfValue>;
export type PdfValue = number | boolean | null | PdfReference | PdfName | PdfString | PdfDictionary | PdfValue[] | PdfOperator;
/** A bare word: an operator of a content stream, or the `endobj` that closes an empty object. */
export type PdfOperator = { readonly operator: string };

const space = /(?:[\s\0]|%[^\r\n]*)*/y;
const number = /[+-]?(?:\d+\.?\d*|\.\d+)/y;
const reference = /(\d+)\s+\d+\s+R(?![\w.])/y;
const nameToken = /\/([^\s\0()<>[\]{}/%]*)/y;
const word = /[^\s\0()<>[\]{}/%]+/y;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Where the next token begins. */
function skipSpace(text: string, at: number): number {
  return at + (match(space, text, at)?.[0].length ?? 0);
}

/** Reads one value at a place; tells where it ends. The end of the text reads as null. */
export function readValue(text: string, from: number): { value: PdfValue; end: number } {
  const at = skipSpace(text, from);
  if (text.startsWith('<<', at)) return readDictionary(text, at + 2);
  const opening = text[at];
  if (opening === '[') return readArray(text, at + 1);
  if (opening === '(') return readLiteral(text, at + 1);
  if (opening === '<') return readHexadecimal(text, at + 1);
  const found = match(nameToken, text, at);
  if (found !== null) return { value: { name: unescapeName(found[1] ?? '') }, end: at + found[0].length };
  const pointer = match(reference, text, at);
  if (pointer !== null) return { value: { reference: Number(pointer[1]) }, end: at + pointer[0].length };
  const digits = match(number, text, at);
  if (digits !== null) return { value: Number(digits[0]), end: at + digits[0].length };
  const bare = match(word, text, at);
  // A stray bracket or the end: step over it, so that a reader always advances.
  if (bare === null) return { value: null, end: at + 1 };
  const meanings: Record<string, boolean | null> = { true: true, false: false, null: null };
  const value = bare[0] in meanings ? (meanings[bare[0]] ?? null) : { operator: bare[0] };
  return { value, end: at + bare[0].length };
}

function unescapeName(name: string): string {
  return name.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function readDictionary(text: string, from: number): { value: PdfDictionary; end: number } {
  const value: PdfDictionary = new Map();
  let at = skipSpace(text, from);
  while (at < text.length && !text.startsWith('>>', at)) {
    const key = readValue(text, at);
    const item = readValue(text, key.end);
    if (typeof key.value === 'object' && key.value !== null && 'name' in key.value) value.set(key.value.name, item.value);
    at = skipSpace(text, item.end);
  }
  return { value, end: at + 2 };
}

function readArray(text: string, from: number): { value: PdfValue[]; end: number } {
  const value: PdfValue[] = [];
  let at = skipSpace(text, from);
  while (at < text.length && text[at] !== ']') {
    const item = readValue(text, at);
    value.push(item.value);
    at = skipSpace(text, item.end);
  }
  return { value, end: at + 1 };
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function readLiteral(text: string, from: number): { value: PdfString; end: number } {
  let out = '';
  let depth = 1;
  let at = from;
  for (; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0];
      const next = text[at + 1] ?? '';
      if (octal !== undefined) out += String.fromCharCode(Number.parseInt(octal, 8) & 255);
      else if (next !== '\n' && next !== '\r') out += escapes[next] ?? next;
      at += octal?.length ?? 1;
      continue;
    }
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) break;
    out += character;
  }
  return { value: { text: out }, end: at + 1 };
}

function readHexadecimal(text: string, from: number): { value: PdfString; end: number } {
  const close = text.indexOf('>', from);
  const end = close === -1 ? text.length : close;
  const digits = text.slice(from, end).replace(/[^0-9a-fA-F]/g, '');
  return { value: { text: Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1') }, end: end + 1 };
}
