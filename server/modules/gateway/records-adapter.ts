/**
 * The provider's memory. A browser session of the provider hangs on a session of the house: it is found only by a
 * browser that carries that very session, and tokens bound to it are found only while that session stands. So whatever
 * ends a session of the house ends all of it, without anybody being told.
 */
import type { Adapter, AdapterFactory, AdapterPayload, AllClientMetadata } from 'oidc-provider';
import { findStandingSession } from '#identity';
import type { Database } from '#platform/db';
import { clientIdForm } from './api.ts';
import { findClientApp } from './apps.ts';
import { clientMetadata } from './client-metadata.ts';
import { deskVisit } from './desk-visit.ts';
import { consumeRecord, findRecord, findRecordByUid, keepRecord, removeOfGrant, removeRecord, type StoredRecord } from './oidc-records.ts';
import { hashId, seal, unseal } from '#platform/record-cipher';

interface RecordsOptions {
  readonly database: Database;
  readonly key: Buffer;
  readonly clock: () => Date;
  /** What is thrown when a code or token was taken out of use by somebody faster. */
  readonly alreadyConsumed: () => Error;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

class RecordsAdapter implements Adapter {
  readonly #kind: string;
  readonly #options: RecordsOptions;

  constructor(kind: string, options: RecordsOptions) {
    this.#kind = kind;
    this.#options = options;
  }

  #open(record: StoredRecord | undefined): AdapterPayload | undefined {
    if (record === undefined) return undefined;
    const payload = unseal(this.#options.key, { kind: this.#kind, idHash: record.idHash }, record.payload) as AdapterPayload | undefined;
    if (payload === undefined || record.consumedAt === null) return payload;
    return { ...payload, consumed: Math.floor(record.consumedAt.getTime() / 1000) } as AdapterPayload;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const idHash = hashId(id);
    const grantId = text(payload.grantId);
    const uid = this.#kind === 'Session' ? text(payload.uid) : undefined;
    const session = this.#kind === 'Session' && payload.accountId !== undefined ? deskVisit.getStore()?.session : undefined;
    await this.#options.database.gate((tx) =>
      keepRecord(tx, {
        kind: this.#kind,
        idHash,
        payload: seal(this.#options.key, { kind: this.#kind, idHash }, payload),
        grantHash: grantId === undefined ? null : hashId(grantId),
        uidHash: uid === undefined ? null : hashId(uid),
        sessionId: session?.id ?? null,
        expiresAt: new Date(this.#options.clock().getTime() + (expiresIn ?? 3600) * 1000),
      }),
    );
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const record = await this.#options.database.gate((tx) => findRecord(tx, this.#kind, hashId(id)));
    if (this.#kind === 'Session' && record !== undefined && record.sessionId !== null && record.sessionId !== deskVisit.getStore()?.session?.id) return undefined;
    return this.#open(record);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    const { database, clock } = this.#options;
    const record = await database.gate(async (tx) => {
      const found = await findRecordByUid(tx, this.#kind, hashId(uid));
      if (found === undefined || found.sessionId === null) return undefined;
      return (await findStandingSession(tx, found.sessionId, clock())) === undefined ? undefined : found;
    });
    return this.#open(record);
  }

  async findByUserCode(): Promise<undefined> {
    // The device flow is switched off.
    return undefined;
  }

  async consume(id: string): Promise<void> {
    const { database, clock, alreadyConsumed } = this.#options;
    if (!(await database.gate((tx) => consumeRecord(tx, this.#kind, hashId(id), clock())))) throw alreadyConsumed();
  }

  async destroy(id: string): Promise<void> {
    await this.#options.database.gate((tx) => removeRecord(tx, this.#kind, hashId(id)));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.#options.database.gate((tx) => removeOfGrant(tx, hashId(grantId), this.#kind));
  }
}

/** Clients are applications of the registry; only reading makes sense. */
class AppsAdapter extends RecordsAdapter {
  readonly #database: Database;

  constructor(options: RecordsOptions) {
    super('Client', options);
    this.#database = options.database;
  }

  override async upsert(): Promise<void> {
    throw new Error('applications are registered through the registry');
  }

  override async find(id: string): Promise<AllClientMetadata | undefined> {
    if (!clientIdForm.test(id)) return undefined;
    const app = await this.#database.gate((tx) => findClientApp(tx, id));
    return app === undefined ? undefined : clientMetadata(app);
  }
}

/** One adapter for each kind of thing the provider keeps. */
export function recordsAdapter(options: RecordsOptions): AdapterFactory {
  return (kind) => (kind === 'Client' ? new AppsAdapter(options) : new RecordsAdapter(kind, options));
}
