/**
 * Events between modules and to browsers. `publish` writes in the transaction of the cause; `runConsumers` hands
 * committed events to consumers in order, each event and its effects in one transaction with the consumer's position,
 * so that a crash repeats nothing and loses nothing.
 */
import type pg from 'pg';
import { withCause, withoutCause, type CausedBy } from './cause.ts';
import type { Context, Log, Tx } from './context.ts';
import type { Database } from './db.ts';
import { sql } from './sql.ts';

export interface OutboxEvent {
  readonly position: number;
  readonly tenantId: number;
  /** Node of the organisation the event belongs to: decides whose live stream receives it. */
  readonly nodeId: number;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  /** Request that caused it, however many events and jobs lie between; absent for what the program began by itself before it had one. */
  readonly requestId?: string | undefined;
}

export interface Consumer {
  /** Stable name: holds the position. */
  readonly name: string;
  readonly kinds: readonly string[];
  /** Effects of one event, in one transaction as the system actor of the event's tenant. */
  readonly handle: (ctx: Context, event: OutboxEvent) => Promise<void>;
}

/** Announces something in the transaction of its cause. Payload: ids and codes, never personal data. */
export async function publish(ctx: Pick<Context, 'tx' | 'tenant'> & CausedBy, event: { kind: string; nodeId: number; payload: Record<string, unknown> }): Promise<void> {
  const payload = JSON.stringify(withCause(event.payload, ctx));
  await ctx.tx.run(sql`insert into platform.outbox (tenant_id, node_id, kind, payload) values (${ctx.tenant.id}, ${event.nodeId}, ${event.kind}, ${payload})`);
}

/**
 * Gives committed events their position, in the order of their ids as far as they are visible; answers how many. One process at a
 * time: while another one is at it, none.
 */
export async function sequenceOutbox(database: Database): Promise<number> {
  const [placed] = await database.statement<{ count: number }>(sql`select platform.sequence_outbox() as count`);
  return placed?.count ?? 0;
}

interface EventRow {
  position: number;
  tenant_id: number;
  node_id: number;
  kind: string;
  payload: Record<string, unknown>;
  created_at: Date;
}

function toEvent(row: EventRow): OutboxEvent {
  const { payload, requestId } = withoutCause(row.payload);
  return { position: row.position, tenantId: row.tenant_id, nodeId: row.node_id, kind: row.kind, payload, createdAt: row.created_at, requestId };
}

/** Events after a position, oldest first. */
export async function readEvents(database: Database, after: number, limit: number): Promise<OutboxEvent[]> {
  const rows = await database.statement<EventRow>(sql`
    select o.position, o.tenant_id, o.node_id, o.kind, o.payload, o.created_at from platform.outbox o
    where o.position > ${after} order by o.position limit ${limit}`);
  return rows.map(toEvent);
}

/** Position of the newest event; 0 when there is none. */
export async function latestPosition(tx: Tx): Promise<number> {
  const { position } = await tx.row<{ position: number }>(sql`
    select greatest(coalesce((select max(o.position) from platform.outbox o where o.position is not null), 0),
                    coalesce((select max(c.position) from platform.consumers c), 0))::bigint as position`);
  return position;
}

export type SystemContext = (tx: Tx, tenantId: number, requestId: string | undefined) => Promise<Context>;

/**
 * Lets one consumer catch up; answers how many events it handled. An event whose handler throws stays where it is and
 * is tried again on the next run; the failure is visible in platform.consumers.
 */
export async function runConsumer(database: Database, consumer: Consumer, systemContext: SystemContext, log: Log): Promise<number> {
  let handled = 0;
  for (;;) {
    const step = await consumeNext(database, consumer, systemContext, log);
    if (step === 'idle') return handled;
    handled += 1;
  }
}

async function consumeNext(database: Database, consumer: Consumer, systemContext: SystemContext, log: Log): Promise<'handled' | 'idle'> {
  let requestId: string | undefined;
  try {
    return await database.asOwner(async (tx) => {
      await tx.run(sql`insert into platform.consumers (name) values (${consumer.name}) on conflict do nothing`);
      const mine = await tx.maybeRow<{ position: number }>(sql`
        select c.position from platform.consumers c where c.name = ${consumer.name} for update skip locked`);
      if (mine === undefined) return 'idle';
      // How far the events reach is read before they are looked through: what gets a position meanwhile is left for the
      // next turn, not passed over. Positions are given in one order, so all up to this one can be seen.
      const newest = await latestPosition(tx);
      const rows = await tx.rows<EventRow>(sql`
        select o.position, o.tenant_id, o.node_id, o.kind, o.payload, o.created_at from platform.outbox o
        where o.position > ${mine.position} and o.position <= ${newest} and o.kind = any(${[...consumer.kinds]}) order by o.position limit 1`);
      const row = rows[0];
      if (row === undefined) {
        if (newest > mine.position) await tx.run(sql`update platform.consumers set position = ${newest}, updated_at = now() where name = ${consumer.name}`);
        return 'idle';
      }
      const event = toEvent(row);
      requestId = event.requestId;
      await consumer.handle(await systemContext(tx, event.tenantId, requestId), event);
      await tx.run(sql`set local role none`);
      await tx.run(sql`
        update platform.consumers set position = ${row.position}, failing_since = null, failure = null, updated_at = now() where name = ${consumer.name}`);
      return 'handled';
    });
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    log.error({ consumer: consumer.name, requestId, failure }, 'a consumer failed and will try again');
    await database.asOwner((tx) =>
      tx.run(sql`
        insert into platform.consumers (name, failing_since, failure) values (${consumer.name}, now(), ${failure})
        on conflict (name) do update set failing_since = coalesce(platform.consumers.failing_since, now()), failure = excluded.failure`),
    );
    return 'idle';
  }
}

/** Calls `wake` on every notification of the channel, and once after each (re)connection. Reconnects by itself. */
export function listen(pool: pg.Pool, channel: 'volano_outbox' | 'volano_events', wake: () => void, log: Log): { close(): Promise<void> } {
  let closed = false;
  let client: pg.PoolClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  // Told once, not twice a second for as long as a database is away.
  let isInterrupted = false;
  const connect = async () => {
    if (closed) return;
    try {
      const next = await pool.connect();
      if (closed) return next.release(true);
      client = next;
      next.on('notification', wake);
      next.on('error', () => lost(next));
      next.on('end', () => lost(next));
      await next.query(`listen ${channel}`);
      if (isInterrupted) log.warn({ channel }, 'listening goes on');
      isInterrupted = false;
      wake();
    } catch (error) {
      if (!isInterrupted) log.warn({ channel, failure: error instanceof Error ? error.message : String(error) }, 'listening is interrupted');
      isInterrupted = true;
      lost(client);
    }
  };
  const lost = (from: pg.PoolClient | undefined) => {
    if (from !== undefined && from === client) {
      client = undefined;
      from.removeAllListeners('notification');
      from.release(true);
    }
    if (!closed && timer === undefined) {
      timer = setTimeout(() => {
        timer = undefined;
        void connect();
      }, 500);
    }
  };
  void connect();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      client?.release(true);
      client = undefined;
    },
  };
}
