/** The words of a PDF page by page, for tests: glyphs through each font's ToUnicode map (ISO 32000-1 §9.10.3). */
import { isDictionary, nameOf, type PdfFile } from './pdf-objects.ts';
import { readValue, type PdfDictionary, type PdfValue } from './pdf-syntax.ts';

type GlyphTexts = ReadonlyMap<number, string>;

/** Pages in reading order. */
export function pagesOf(file: PdfFile): PdfDictionary[] {
  const root = file.dictionary(file.trailer.get('Root'));
  const pages: PdfDictionary[] = [];
  const walk = (value: PdfValue | undefined, depth: number): void => {
    const node = file.dictionary(value);
    if (node === undefined || depth > 64) return;
    const kids = file.resolve(node.get('Kids'));
    if (Array.isArray(kids)) kids.forEach((kid) => walk(kid, depth + 1));
    else pages.push(node);
  };
  walk(root?.get('Pages'), 0);
  return pages;
}

/** Text of each page in drawing order, runs joined by a line end. */
export function pageTexts(file: PdfFile): string[] {
  return pagesOf(file).map((page) => {
    const fonts = file.dictionary(file.dictionary(page.get('Resources'))?.get('Font'));
    const contents = file.resolve(page.get('Contents'));
    const parts = Array.isArray(contents) ? contents : [page.get('Contents')];
    const code = parts.map((part) => file.stream(part)?.toString('latin1') ?? '').join('\n');
    return drawnText(file, code, fonts);
  });
}

function drawnText(file: PdfFile, code: string, fonts: PdfDictionary | undefined): string {
  const maps = new Map<string, GlyphTexts>();
  fonts?.forEach((font, name) => maps.set(name, toUnicode(file.stream(file.dictionary(font)?.get('ToUnicode'))?.toString('latin1') ?? '')));
  let operands: PdfValue[] = [];
  let glyphs: GlyphTexts = new Map();
  let out = '';
  for (let at = 0; at < code.length; ) {
    const { value, end } = readValue(code, at);
    at = end;
    const operator = typeof value === 'object' && value !== null && 'operator' in value ? value.operator : undefined;
    if (operator === undefined) {
      operands.push(value);
      continue;
    }
    if (operator === 'Tf') glyphs = maps.get(nameOf(operands[0]) ?? '') ?? new Map();
    if (operator === 'Tj' || operator === 'TJ') out += shown(operands[0], glyphs);
    if (operator === 'ET') out += '\n';
    operands = [];
  }
  return out;
}

function shown(operand: PdfValue | undefined, glyphs: GlyphTexts): string {
  if (Array.isArray(operand)) return operand.map((item) => shown(item, glyphs)).join('');
  if (typeof operand !== 'object' || operand === null || isDictionary(operand) || !('text' in operand)) return '';
  let out = '';
  for (let at = 0; at + 1 < operand.text.length; at += 2) out += glyphs.get(operand.text.charCodeAt(at) * 256 + operand.text.charCodeAt(at + 1)) ?? '';
  return out;
}

function toUnicode(map: string): GlyphTexts {
  const texts = new Map<number, string>();
  for (const block of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const pair of (block[1] ?? '').matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>/g)) texts.set(Number.parseInt(pair[1] ?? '', 16), utf16(pair[2] ?? ''));
  }
  for (const block of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const range of (block[1] ?? '').matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g)) {
      const [start, end, target] = [1, 2, 3].map((part) => Number.parseInt(range[part] ?? '', 16)) as [number, number, number];
      for (let glyph = start; glyph <= end; glyph += 1) texts.set(glyph, String.fromCodePoint(target + glyph - start));
    }
  }
  return texts;
}

function utf16(hex: string): string {
  return (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');
}
