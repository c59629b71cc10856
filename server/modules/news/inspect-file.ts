/** Looks into a file before it is kept: is it what it claims, and could it do anything by itself? */
import { inflateSync } from 'node:zlib';

export type FileRefusal = 'file_disguised' | 'file_active' | 'file_locked';

const beginnings: Readonly<Record<string, readonly number[]>> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
};

/** What may stand between two words of a PDF: blanks and remarks (ISO 32000-1, 7.2). */
const gap = String.raw`(?:[\0\s]|%[^\r\n]*[\r\n])*`;
const reference = String.raw`\d{1,10}${gap}\d{1,5}${gap}R`;

/**
 * Names of a PDF that run programs, start by themselves, send data or carry other files (ISO 32000-1, 12.6 and 7.11.4).
 * Two letters stand in every third scanned page by chance: those count only before what they need.
 */
const active = new RegExp(
  String.raw`/(?:JavaScript|Launch|OpenAction|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|XFA)(?![A-Za-z0-9])|/JS${gap}(?:\(|<|${reference})|/AA${gap}(?:<<|${reference})`,
);

/** Packed parts of a PDF are opened this far, and so many of them: names hide in packed objects, bombs in more. */
const mostUnpacked = 16 * 1024 * 1024;
const mostParts = 20_000;
/** Parts that are not called packed objects are looked into as well, but pictures need not be opened to the end. */
const mostBesides = 8 * 1024 * 1024;
const costOfFailure = 1024 * 1024;

/** `/J#61vaScript` is `/JavaScript`: any letter of a name may be written as its number. */
const spelledOut = (text: string): string => text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Two bytes with which packed data begins (RFC 1950). */
const beginsPacked = (bytes: Buffer, at: number): boolean => at + 1 < bytes.length && ((bytes[at] ?? 0) & 15) === 8 && bytes.readUInt16BE(at) % 31 === 0;

/**
 * Whether a packed part holds something active. Readers disagree on where a part begins and what it must be called, so every
 * `stream` is one, and what stands before it since the last one is its description. Packed objects that cannot be opened
 * here cannot be vouched for.
 */
function hidesActive(bytes: Buffer, text: string): boolean {
  const left = { objects: mostUnpacked, besides: mostBesides };
  let parts = 0;
  let described = 0;
  let end = 0;
  for (const match of text.matchAll(/(?<!end)stream(?:\r\n|\n|\r)?/g)) {
    const from = match.index + match[0].length;
    const holdsObjects = /\/ObjStm(?![A-Za-z0-9])/.test(spelledOut(text.slice(described, match.index)));
    described = from;
    if (!holdsObjects && (left.besides <= 0 || !beginsPacked(bytes, from))) continue;
    if ((parts += 1) > mostParts) return true;
    if (end !== bytes.length && end < from) end = text.indexOf('endstream', from);
    if (end === -1) end = bytes.length;
    const purse = holdsObjects ? 'objects' : 'besides';
    const plain = unpacked(bytes.subarray(from, end), left[purse]);
    if (plain === undefined && holdsObjects) return true;
    left[purse] -= plain?.length ?? costOfFailure;
    if (plain !== undefined && active.test(spelledOut(plain))) return true;
  }
  return false;
}

/** The text of packed data; undefined when it does not open, or opens beyond `most` bytes. */
function unpacked(packed: Buffer, most: number): string | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(most, 1), finishFlush: 2 }).toString('latin1');
  } catch {
    return undefined;
  }
}

/** What speaks against keeping a file that was sent as `claimed`; undefined when nothing does. */
export function inspectFile(content: Uint8Array, claimed: string): FileRefusal | undefined {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const beginning = beginnings[claimed];
  if (beginning === undefined || !bytes.subarray(0, beginning.length).equals(Buffer.from(beginning))) return 'file_disguised';
  if (claimed !== 'application/pdf') return undefined;
  const text = bytes.toString('latin1');
  if (/\/Encrypt(?![A-Za-z0-9])/.test(spelledOut(text))) return 'file_locked';
  return active.test(spelledOut(text)) || hidesActive(bytes, text) ? 'file_active' : undefined;
}
