/** Sends a file in parts: memory holds one part, and a part that was lost is sent again alone. */
import type { ImportListed } from '#flows/api';
import { call } from '../../request/index.ts';
import { addPart, readFile, startImport } from './endpoints.ts';

/** As the server's contract: one mebibyte. */
const partBytes = 1_048_576;
const bytesPerCall = 8190;

/** Base64 of bytes, in strides that fit into a call. */
function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += bytesPerCall) text += String.fromCharCode(...bytes.subarray(at, at + bytesPerCall));
  return btoa(text);
}

/** Announces, sends and has the file looked into. Throws ProblemError. */
export async function uploadFile(kind: string, file: File, onSent: (share: number) => void): Promise<ImportListed> {
  const { importId } = await call(startImport, { body: { kind, fileName: file.name.slice(-200), sizeBytes: file.size } });
  for (let at = 0, number = 1; at < file.size; at += partBytes, number += 1) {
    const bytes = new Uint8Array(await file.slice(at, at + partBytes).arrayBuffer());
    await call(addPart, { params: { id: importId, number }, body: { data: base64Of(bytes) } });
    onSent(Math.min(1, (at + partBytes) / file.size));
  }
  return call(readFile, { params: { id: importId } });
}
