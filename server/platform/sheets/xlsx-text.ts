/** Signs that XML cannot carry stand in a spreadsheet's texts as `_xHHHH_` (ECMA-376 part 1, 22.9.2.19, ST_Xstring). */

/** The text that is meant. */
export function decodeXstring(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text;
}

const hex = (sign: string): string => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** Most texts of a sheet: nothing in them is written otherwise. */
const plain = /^[\t\n -%'-;=?-^`-~\u00A0-\uD7FF]*$/;

/** The text as XML holds it, escaped. */
export function encodeXstring(text: string): string {
  if (plain.test(text)) return text;
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    // All that XML cannot hold: controls but tab and line feed, lone halves of signs, and the two last of the plane.
    .replace(/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, hex)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
