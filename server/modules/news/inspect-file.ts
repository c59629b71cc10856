/** Looks into a file before it is kept: is it what it claims, and could it do anything by itself? */
import { inflateSync } from 'node:zlib';

export type FileRefusal = 'file_disguised' | 'file_active' | 'file_locked';

const beginnings: Readonly<Record<string, readonly number[]>> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
};

/** Names of a PDF that run programs, start by themselves, send data or carry other files (ISO 32000-1, 12.6 and 7.11.4). */
const active = /\/(JavaScript|JS|Launch|OpenAction|AA|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|XFA)(?![A-Za-z0-9])/;

/** Streams of a PDF are opened this far: names hide in packed object streams, bombs in more. */
const mostUnpacked = 16 * 1024 * 1024;

/** `/J#61vaScript` is `/JavaScript`: any letter of a name may be written as its number. */
const spelledOut = (text: string): string => text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Packed streams that may hold objects (and not the pixels of a picture), unpacked. */
function* unpackedStreams(bytes: Buffer, text: string): Generator<string> {
  let left = mostUnpacked;
  for (const match of text.matchAll(/\/ObjStm[\s\S]{0,400}?stream\r?\n/g)) {
    const from = match.index + match[0].length;
    const end = text.indexOf('endstream', from);
    try {
      const packed = bytes.subarray(from, end === -1 ? bytes.length : end);
      const plain = inflateSync(packed, { maxOutputLength: Math.max(left, 1), finishFlush: 2 }).toString('latin1');
      left -= plain.length;
      yield plain;
    } catch {
      // What cannot be opened here cannot be vouched for.
      yield '/JavaScript';
    }
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
  if (active.test(spelledOut(text))) return 'file_active';
  for (const plain of unpackedStreams(bytes, text)) if (active.test(spelledOut(plain))) return 'file_active';
  return undefined;
}
