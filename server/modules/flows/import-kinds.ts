/** The kinds of files that the modules of the program take in, and who may bring which. */
import type { Context } from '#platform/context';
import type { ImportKind } from '#platform/import-kind';
import { done, refuse, type Result } from '#platform/result';
import { sheetBytes, writeSheet } from '#platform/sheets/write-sheet';
import type { ImportKindListed } from './api.ts';
import { listMappings } from './mappings.ts';

export type ImportKinds = ReadonlyMap<string, ImportKind>;

/** Throws when two modules claim the same key. */
export function importKindsOf(kinds: readonly ImportKind[]): ImportKinds {
  const map = new Map(kinds.map((kind) => [kind.key, kind]));
  if (map.size !== kinds.length) throw new Error('two kinds of imports have the same key');
  return map;
}

/** The program itself may bring everything: the operator at the command line owns the machine. */
export const mayImport = (actor: Context['actor'], kind: ImportKind): boolean => actor.kind === 'system' || actor.privileges.has(kind.privilege);

/** A kind the caller may import. One that does not exist and one that is not his are told alike. */
export function allowedKind(ctx: Context, kinds: ImportKinds, key: string): ImportKind | undefined {
  const kind = kinds.get(key);
  return kind !== undefined && mayImport(ctx.actor, kind) ? kind : undefined;
}

/** What the page offers. */
export async function listKinds(ctx: Context, kinds: ImportKinds): Promise<ImportKindListed[]> {
  const mappings = await listMappings(ctx);
  return [...kinds.values()]
    .filter((kind) => mayImport(ctx.actor, kind))
    .map((kind) => ({
      key: kind.key,
      words: { ...kind.words },
      description: { ...kind.description },
      mayWithdraw: kind.mayWithdraw,
      columns: kind.columns.map((column) => ({
        key: column.key,
        words: { ...column.words },
        type: column.type,
        required: column.required,
        identity: kind.identity.includes(column.key),
        choices: Object.entries(column.choices ?? {}).map(([value, { words }]) => ({ value, words: { ...words } })),
        note: column.note === undefined ? null : { ...column.note },
        example: column.example,
        codesAt: column.codesAt ?? null,
      })),
      mappings: mappings.filter((mapping) => mapping.kind === kind.key).map(({ name, columns }) => ({ name, columns: { ...columns } })),
    }));
}

/** Heads and an example row, in the language of the caller. */
export async function makeTemplate(ctx: Context, kinds: ImportKinds, key: string): Promise<Result<{ bytes: Buffer; fileName: string }, 'kind_unknown'>> {
  const kind = allowedKind(ctx, kinds, key);
  if (kind === undefined) return refuse('kind_unknown', 'params.key');
  const columns = kind.columns.map((column) => ({ header: column.words[ctx.language], type: 'text' as const }));
  return done({ bytes: await sheetBytes(writeSheet([kind.columns.map(({ example }) => example)], columns, 'csv', { language: ctx.language })), fileName: `${key}.csv` });
}
