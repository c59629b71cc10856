/**
 * The work of an import. Everything it changes, its report and its end are one transaction: a process killed at any moment
 * has written nothing, and whoever takes the import up again begins anew; one that has ended is never taken up.
 */
import { findActingSession } from '#identity';
import { audit } from '#platform/audit';
import { civilDateIn } from '#platform/civil-date-in';
import type { Context, Log } from '#platform/context';
import type { Database } from '#platform/db';
import type { ImportKind, ImportOutcome } from '#platform/import-kind';
import { publish } from '#platform/outbox';
import { openSheet } from '#platform/sheets/open-sheet';
import { SheetFault } from '#platform/sheets/sheet-fault';
import { sql } from '#platform/sql';
import { enterAsSystem, houseZone } from '#platform/system-context';
import { mayImport, type ImportKinds } from './import-kinds.ts';
import { keepFaults } from './import-faults.ts';
import { withFile } from './import-parts.ts';
import { endImport, getImport, type Import } from './imports.ts';
import { showProgress, type Progress } from './import-progress.ts';
import { claimImport, failImport } from './import-turns.ts';
import { rowChecker } from './reading/check-row.ts';
import { createStage, fillStage, findDuplicates, settleFaults, type NumberedRow } from './stage.ts';

export interface ImportHost {
  readonly database: Database;
  readonly log: Log;
  readonly now: Date;
  readonly requestId: string;
}

/** An import is refused as a whole. */
class ImportRefused extends Error {
  readonly code: 'rights_gone' | 'kind_unknown';
  constructor(code: ImportRefused['code']) {
    super(code);
    this.code = code;
  }
}

/**
 * Carries out a queued import, or one whose worker fell silent. Answers false when there is nothing to do: it has ended, or
 * somebody else is at it. What nobody expected is thrown after it was noted, so that the queue tries again.
 */
export async function carryOutImport(host: ImportHost, kinds: ImportKinds, tenantId: number, importId: string): Promise<boolean> {
  const record = await claimImport(host.database, tenantId, importId);
  if (record === undefined) return false;
  const progress = showProgress(host, tenantId, importId);
  try {
    await withActor(host, tenantId, record, async (ctx) => {
      // Held to the end of the transaction, and let go by the database when the process dies.
      const { mine } = await ctx.tx.row<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(hashtextextended(${importId}, 740215)) as mine`);
      if (!mine || (await getImport(ctx, importId)).state !== 'running') return;
      const kind = kinds.get(record.kind);
      if (kind === undefined) throw new ImportRefused('kind_unknown');
      if (!mayImport(ctx.actor, kind)) throw new ImportRefused('rights_gone');
      await withFile(ctx.tx, tenantId, importId, (path) => importRows(ctx, kind, record, path, progress));
    });
    return true;
  } catch (error) {
    if (error instanceof SheetFault || error instanceof ImportRefused) {
      await failImport(host.database, tenantId, importId, { state: 'refused', code: error.code, details: error instanceof SheetFault ? error.details : {} });
      return true;
    }
    await failImport(host.database, tenantId, importId, { state: 'failed', code: 'gave_up', details: {} });
    throw error;
  } finally {
    await progress.stop();
  }
}

/** The transaction of whoever brought the file, with the rights he has now, or of the program itself. */
async function withActor(host: ImportHost, tenantId: number, record: Import, work: (ctx: Context) => Promise<void>): Promise<void> {
  const { database, now, log, requestId } = host;
  if (record.personalityId === null) {
    return database.asOwner(async (tx) => work({ ...(await enterAsSystem(tx, tenantId, { now, log, requestId })), language: record.language }));
  }
  const of = { personalityId: record.personalityId, delegationId: record.delegationId };
  const session = await database.gate((tx) => findActingSession(tx, of, now));
  if (session === undefined) throw new ImportRefused('rights_gone');
  const today = civilDateIn(houseZone, now);
  await database.transaction(session.frame, async (tx) => {
    const standing = await tx.maybeRow<{ login: string }>(sql`
      select p.login_name as login from identity.v_people p
      where p.tenant_id = ${tenantId} and p.personality_id = ${record.personalityId} and p.account_status = 'active' and p.valid_from <= ${today} and (p.valid_to is null or p.valid_to > ${today})`);
    if (standing === undefined) throw new ImportRefused('rights_gone');
    await work({ tx, tenant: session.tenant, actor: session.actor, now, today, requestId, language: record.language, log });
  });
}

const nothingWritten: ImportOutcome = { added: 0, changed: 0, same: 0, withdrawn: 0 };

/** Stage, check, write, report, end. */
async function importRows(ctx: Context, kind: ImportKind, record: Import, path: string, progress: Progress): Promise<void> {
  await createStage(ctx, kind);
  await fillStage(ctx, kind, readRows(kind, record, path, ctx.today, progress));
  await progress.enter('checking');
  await findDuplicates(ctx, kind);
  await kind.checkStage?.(ctx);
  const counts = await settleFaults(ctx);
  await keepFaults(ctx, record.id);
  const isRefused = record.mode === 'all' && counts.faulty > 0;
  let outcome = nothingWritten;
  if (!isRefused && record.mode !== 'check') {
    await progress.enter('writing');
    // A file with faulty rows does not name everything: what it seems to lack may stand in one of them.
    outcome = await kind.write(ctx, { missing: counts.faulty > 0 ? 'keep' : record.missing });
  }
  await progress.stop();
  const state = isRefused ? 'refused' : 'done';
  await endImport(ctx, record.id, { state, failure: isRefused ? 'rows_faulty' : null, rowsRead: counts.rows, rowsFaulty: counts.faulty, faults: counts.faults, ...outcome });
  await audit(ctx, {
    action: 'flows.import.end', objectKind: 'import', objectId: record.id, outcome: isRefused ? 'refused' : 'done',
    details: { kind: kind.key, mode: record.mode, rows: counts.rows, faulty: counts.faulty, added: outcome.added, changed: outcome.changed, withdrawn: outcome.withdrawn },
  });
  await publish(ctx, { kind: 'flows.import-changed', nodeId: record.nodeId, payload: { importId: record.id } });
}

async function* readRows(kind: ImportKind, record: Import, path: string, today: string, progress: Progress): AsyncGenerator<NumberedRow, void> {
  const check = rowChecker(kind, record.headers, record.mapping, today);
  let isHead = true;
  let read = 0;
  for await (const { row, cells } of (await openSheet(path)).rows()) {
    if (isHead) {
      isHead = false;
      continue;
    }
    read += 1;
    progress.rows(read);
    yield { row, ...check(cells) };
  }
}
