/**
 * Which characters a TrueType font can draw, read from its `cmap` table (OpenType specification, cmap formats 4 and 12).
 * PDF/A forbids a text whose glyph is missing, so the compiler refuses the whole document for one emoji: we have to know
 * beforehand.
 */
export type FontCoverage = (codePoint: number) => boolean;

/** Reads the coverage of a font file; throws when it has no Unicode character map. */
export function readFontCoverage(file: Uint8Array): FontCoverage {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const cmap = tableOffset(view, 'cmap');
  const subtables = Array.from({ length: view.getUint16(cmap + 2) }, (_, index) => {
    const record = cmap + 4 + index * 8;
    const offset = cmap + view.getUint32(record + 4);
    return { platform: view.getUint16(record), encoding: view.getUint16(record + 2), format: view.getUint16(offset), offset };
  });
  const unicode = subtables.filter(({ platform, encoding }) => platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10)));
  const covered = new Set<number>();
  for (const { format, offset } of unicode) {
    if (format === 4) addFormat4(view, offset, covered);
    if (format === 12) addFormat12(view, offset, covered);
  }
  if (covered.size === 0) throw new Error('the font has no Unicode character map');
  return (codePoint) => covered.has(codePoint);
}

function tableOffset(view: DataView, tag: string): number {
  const tables = view.getUint16(4);
  for (let index = 0; index < tables; index += 1) {
    const record = 12 + index * 16;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(record + at)));
    if (name === tag) return view.getUint32(record + 8);
  }
  throw new Error(`the font has no table ${tag}`);
}

/** Segments of 16-bit characters; glyph 0 means "not drawn". */
function addFormat4(view: DataView, offset: number, covered: Set<number>): void {
  const doubleCount = view.getUint16(offset + 6);
  const ends = offset + 14;
  const starts = ends + doubleCount + 2;
  for (let at = 0; at < doubleCount; at += 2) {
    const end = view.getUint16(ends + at);
    const start = view.getUint16(starts + at);
    const delta = view.getUint16(starts + doubleCount + at);
    const rangePlace = starts + 2 * doubleCount + at;
    const range = view.getUint16(rangePlace);
    for (let code = start; code <= end && code !== 0xffff; code += 1) {
      const raw = range === 0 ? code : view.getUint16(rangePlace + range + 2 * (code - start));
      const glyph = range !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) covered.add(code);
    }
  }
}

/** Groups of 32-bit characters. */
function addFormat12(view: DataView, offset: number, covered: Set<number>): void {
  const groups = view.getUint32(offset + 12);
  for (let index = 0; index < groups; index += 1) {
    const group = offset + 16 + index * 12;
    const start = view.getUint32(group);
    const end = view.getUint32(group + 4);
    const glyph = view.getUint32(group + 8);
    for (let code = start; code <= end; code += 1) if (glyph + code - start !== 0) covered.add(code);
  }
}
