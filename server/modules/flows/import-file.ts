/** A file from the machine itself, as the operator brings it: the same steps as the page's, one after another. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Context } from '#platform/context';
import type { ImportKind } from '#platform/import-kind';
import type { Result } from '#platform/result';
import { enterAsSystem } from '#platform/system-context';
import { largestFileBytes, partBytes, type ImportListed } from './api.ts';
import { addPart, readFile, startImport } from './bring-file.ts';
import { carryOutImport, type ImportHost } from './carry-out-import.ts';
import { importKindsOf } from './import-kinds.ts';
import { failureWords, toListed } from './import-list.ts';
import { listFaults } from './import-faults.ts';
import { getImport } from './imports.ts';
import { listMappings } from './mappings.ts';
import { wordsOfFault } from './reading/fault-words.ts';
import { prepareRun } from './run-import.ts';

export interface FileOrder {
  readonly tenantId: number;
  readonly kind: string;
  readonly path: string;
  /** Name of a mapping kept before; by likeness when absent. */
  readonly mapping?: string | undefined;
  readonly mode: ImportListed['mode'];
  readonly missing: ImportListed['missing'];
  readonly language: 'it' | 'en';
  /** Hears where it is, in a word or two. */
  readonly report: (line: string) => void;
}

export interface FileImported {
  readonly listed: ImportListed;
  /** The first faults, in words. */
  readonly faults: readonly string[];
}

/** The file is not imported; the message says why in the language asked for. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
}

const shownFaults = 50;

/** Imports a file as the program itself. Throws FileRefused. */
export async function importFile(host: ImportHost, kinds: readonly ImportKind[], order: FileOrder): Promise<FileImported> {
  const byKey = importKindsOf(kinds);
  const inTenant = <T>(work: (ctx: Context) => Promise<T>): Promise<T> =>
    host.database.asOwner(async (tx) => work({ ...(await enterAsSystem(tx, order.tenantId, host)), language: order.language }));
  const taken = <T>(result: Result<T, string>): T => {
    if (result.ok) return result.value;
    const words = result.details?.['words'] ?? result.details?.['columns'];
    throw new FileRefused(words === undefined ? failureWords(result.refusal, {}, order.language) : `${result.refusal === 'file_refused' ? '' : `${result.refusal}: `}${String(words)}`);
  };
  const { size } = await stat(order.path);
  if (size === 0) throw new FileRefused(failureWords('file_empty', {}, order.language));
  if (size > largestFileBytes) throw new FileRefused(failureWords('file_too_large', { limitMb: largestFileBytes / 1_048_576 }, order.language));
  const { importId } = taken(await inTenant((ctx) => startImport(ctx, byKey, { kind: order.kind, fileName: basename(order.path).slice(0, 200), sizeBytes: size })));
  let number = 0;
  for await (const part of createReadStream(order.path, { highWaterMark: partBytes }) as AsyncIterable<Buffer>) {
    number += 1;
    const at = number;
    taken(await inTenant((ctx) => addPart(ctx, importId, at, part)));
  }
  const read = taken(await inTenant((ctx) => readFile(ctx, byKey, importId)));
  order.report(`${read.format ?? ''}: ${read.headers.length} columns`);
  const mapping = order.mapping === undefined ? read.mapping : await inTenant(async (ctx) => (await listMappings(ctx)).find(({ kind, name }) => kind === order.kind && name === order.mapping)?.columns);
  if (mapping === undefined) throw new FileRefused(`mapping "${order.mapping ?? ''}"?`);
  taken(await inTenant((ctx) => prepareRun(ctx, byKey, importId, { mapping, mode: order.mode, missing: order.missing })));
  await carryOutImport(host, byKey, order.tenantId, importId);
  return inTenant(async (ctx) => {
    const kind = byKey.get(order.kind);
    const faults = await listFaults(ctx, importId, { after: 0, limit: shownFaults });
    return {
      listed: toListed(await getImport(ctx, importId), order.language),
      faults: faults.map((fault) => {
        const words = kind === undefined ? undefined : wordsOfFault(kind, mapping, fault, order.language);
        return `${fault.row} · ${words?.column ?? ''} · ${fault.value} · ${words?.problem ?? fault.code} ${words?.remedy ?? ''}`;
      }),
    };
  });
}
