import type { Migration } from '../migrate.ts';
import { OperatorError } from '../operator-error.ts';
import type { BackupHeader } from './backup-format.ts';

/** Migrations to run before loading (those the file had, in its order) and after it (those this program has beyond). */
export interface MigrationPlan {
  before: Migration[];
  after: Migration[];
}

/** Plans the migrations around a restore. Throws OperatorError 'file' when the file knows more than this program. */
export function planMigrations(header: Pick<BackupHeader, 'migrations' | 'programVersion'>, known: readonly Migration[]): MigrationPlan {
  const byKey = new Map(known.map((migration) => [keyOf(migration), migration]));
  const before = header.migrations.map((wanted) => {
    const migration = byKey.get(keyOf(wanted));
    if (migration?.checksum === wanted.checksum) return migration;
    const label = `${wanted.module}/${String(wanted.number).padStart(4, '0')}-${wanted.name}`;
    throw new OperatorError(
      'file',
      migration === undefined
        ? `The backup was made by Volano ${header.programVersion}, which is newer than this program (it has migration ${label}).`
        : `The backup was made by a Volano whose migration ${label} differs from this program's.`,
      `Restore it with Volano ${header.programVersion} or a newer release.`,
    );
  });
  const have = new Set(before);
  return { before, after: known.filter((migration) => !have.has(migration)) };
}

function keyOf(migration: { module: string; number: number }): string {
  return `${migration.module}/${migration.number}`;
}
