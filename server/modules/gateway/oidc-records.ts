/** SQL of the provider's records. Ids arrive already hashed, contents already sealed; the transaction is the gate's. */
import type { Tx } from '#platform/context';
import { sql } from '#platform/sql';

export interface StoredRecord {
  readonly idHash: Buffer;
  readonly payload: Buffer;
  readonly sessionId: string | null;
  readonly consumedAt: Date | null;
}

const columns = sql`r.id_hash as "idHash", r.payload, r.session_id as "sessionId", r.consumed_at as "consumedAt"`;

interface NewRecord {
  readonly kind: string;
  readonly idHash: Buffer;
  readonly payload: Buffer;
  readonly grantHash: Buffer | null;
  readonly uidHash: Buffer | null;
  readonly sessionId: string | null;
  readonly expiresAt: Date;
}

/** Writes or replaces a record; that it was consumed is kept. */
export async function keepRecord(tx: Tx, record: NewRecord): Promise<void> {
  await tx.run(sql`
    insert into gateway.oidc_records as r (kind, id_hash, payload, grant_hash, uid_hash, session_id, expires_at)
    values (${record.kind}, ${record.idHash}, ${record.payload}, ${record.grantHash}, ${record.uidHash}, ${record.sessionId}, ${record.expiresAt})
    on conflict (kind, id_hash) do update set payload = excluded.payload, grant_hash = excluded.grant_hash, uid_hash = excluded.uid_hash,
      session_id = excluded.session_id, expires_at = excluded.expires_at`);
}

export async function findRecord(tx: Tx, kind: string, idHash: Buffer): Promise<StoredRecord | undefined> {
  return tx.maybeRow<StoredRecord>(sql`select ${columns} from gateway.oidc_records r where r.kind = ${kind} and r.id_hash = ${idHash}`);
}

/** The latest record of a kind with that uid: a browser session keeps its uid while its id changes. */
export async function findRecordByUid(tx: Tx, kind: string, uidHash: Buffer): Promise<StoredRecord | undefined> {
  return tx.maybeRow<StoredRecord>(sql`
    select ${columns} from gateway.oidc_records r where r.kind = ${kind} and r.uid_hash = ${uidHash} order by r.expires_at desc limit 1`);
}

/** Takes a code or a token out of use; false when somebody else did it first. */
export async function consumeRecord(tx: Tx, kind: string, idHash: Buffer, now: Date): Promise<boolean> {
  return (await tx.run(sql`update gateway.oidc_records r set consumed_at = ${now} where r.kind = ${kind} and r.id_hash = ${idHash} and r.consumed_at is null`)) === 1;
}

export async function removeRecord(tx: Tx, kind: string, idHash: Buffer): Promise<void> {
  await tx.run(sql`delete from gateway.oidc_records r where r.kind = ${kind} and r.id_hash = ${idHash}`);
}

/** Removes what was issued under a grant: one kind of it, or all of it with the grant itself. */
export async function removeOfGrant(tx: Tx, grantHash: Buffer, kind?: string): Promise<void> {
  if (kind === undefined) await tx.run(sql`delete from gateway.oidc_records r where r.grant_hash = ${grantHash} or (r.kind = 'Grant' and r.id_hash = ${grantHash})`);
  else await tx.run(sql`delete from gateway.oidc_records r where r.grant_hash = ${grantHash} and r.kind = ${kind}`);
}

/** Forgets what ran out an hour ago; answers how many. */
export async function forgetExpiredRecords(tx: Tx, now: Date): Promise<number> {
  return tx.run(sql`delete from gateway.oidc_records r where r.expires_at < ${now}::timestamptz - interval '1 hour'`);
}
