/**
 * Live updates: one server-sent event stream per browser. Each serving process listens for the one notification of a
 * transaction, reads the new events by position, and hands each to the streams whose personality may know of it.
 * A stream carries kinds and ids only; the page asks for the data through the ordinary routes and rights.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../context.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { latestPosition, listen, readEvents, sequenceOutbox, type OutboxEvent } from '../outbox.ts';
import { admit, sessionOf, type DoorOptions } from './door.ts';
import { observeLiveStreams } from './metrics.ts';
import type { Session } from './route.ts';

export interface LivePorts {
  /** Ids of a node and of all nodes above it. */
  readonly ancestorsOf: (tenantId: number, nodeId: number) => Promise<ReadonlySet<number>>;
  /** Which of these sessions still stand, with the same personality. */
  readonly standingSessions: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
}

interface Stream {
  readonly reply: FastifyReply;
  readonly session: Session;
  position: number;
}

const replayLimit = 500;
const maxStreamsPerProcess = 20_000;
/** A browser keeps one for all its tabs; the rest is room for lines that broke without our hearing of it. */
const mostOfSession = 8;
/** Bytes that may wait for a reader that does not read: some thousand words. Beyond them the line is cut; the browser comes again and says what it had. */
const mostWaiting = 1_048_576;

/** Fans events out to the streams of this process. */
export class LiveHub {
  private readonly streams = new Set<Stream>();
  private position = 0;
  private reading: Promise<void> | undefined;
  private again = false;
  private readonly listeners: { close(): Promise<void> }[] = [];
  private timers: NodeJS.Timeout[] = [];
  private readonly database: Database;
  private readonly ports: LivePorts;
  private readonly log: Log;

  constructor(database: Database, ports: LivePorts, log: Log) {
    this.database = database;
    this.ports = ports;
    this.log = log;
  }

  /** Begins to listen. Any process may give committed events their position; one at a time does. */
  async start(): Promise<void> {
    this.position = await this.database.asOwner(latestPosition);
    const sequence = () => void sequenceOutbox(this.database).catch((error: unknown) => this.log.warn({ failure: String(error) }, 'sequencing failed'));
    this.listeners.push(listen(this.database.pool, 'volano_outbox', sequence, this.log));
    this.listeners.push(listen(this.database.pool, 'volano_events', () => this.wake(), this.log));
    this.timers.push(setInterval(sequence, 2000).unref(), setInterval(() => void this.beat(), 4000).unref());
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    for (const listener of this.listeners) await listener.close();
    for (const stream of this.streams) stream.reply.raw.end();
    this.streams.clear();
    await this.reading;
  }

  register(app: FastifyInstance, options: DoorOptions): void {
    const contract = { method: 'GET', path: '/api/live', summary: 'Live stream', access: 'signed-in', response: undefined as never } as const;
    app.addHook('preClose', async () => this.stop());
    const onRequest = [app.rateLimit({ max: 120, timeWindow: '1 minute' }), async (request: FastifyRequest) => admit(contract, request, options)];
    app.get('/api/live', { schema: { hide: true }, config: { rateLimit: false }, onRequest }, async (request, reply) => {
      if (this.streams.size >= maxStreamsPerProcess) throw new AppError('unavailable');
      const session = sessionOf(request);
      if (session === undefined) throw new AppError('not_signed_in');
      const last = Number(request.headers['last-event-id'] ?? Number.NaN);
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no', 'x-request-id': request.id });
      const stream: Stream = { reply, session, position: this.position };
      reply.raw.write(`retry: 1000\nid: ${this.position}\nevent: ready\ndata: {}\n\n`);
      this.streams.add(stream);
      this.endOldest(session.id);
      observeLiveStreams(this.streams.size);
      reply.raw.on('close', () => {
        this.streams.delete(stream);
        observeLiveStreams(this.streams.size);
      });
      if (Number.isSafeInteger(last) && last < this.position) await this.replay(stream, last);
    });
  }

  /** Ends the oldest streams of a session that holds too many: one visitor does not take the places of all others. */
  private endOldest(sessionId: string): void {
    const own = [...this.streams].filter((stream) => stream.session.id === sessionId);
    for (const stream of own.slice(0, Math.max(0, own.length - mostOfSession))) {
      this.streams.delete(stream);
      stream.reply.raw.destroy();
    }
  }

  /** What a stream missed while it was away; too much of it becomes one word: read everything again. */
  private async replay(stream: Stream, after: number): Promise<void> {
    const upTo = stream.position;
    const events = await readEvents(this.database, after, replayLimit + 1);
    if (events.length > replayLimit) {
      this.say(stream, `id: ${upTo}\nevent: reset\ndata: {}\n\n`);
      return;
    }
    for (const event of events) if (event.position <= upTo) await this.offer(stream, event);
  }

  private wake(): void {
    if (this.reading !== undefined) {
      this.again = true;
      return;
    }
    this.reading = this.read()
      .catch((error: unknown) => this.log.warn({ failure: String(error) }, 'reading live events failed'))
      .finally(() => {
        this.reading = undefined;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  private async read(): Promise<void> {
    for (;;) {
      const events = await readEvents(this.database, this.position, replayLimit);
      for (const event of events) {
        this.position = event.position;
        for (const stream of this.streams) {
          stream.position = event.position;
          await this.offer(stream, event);
        }
      }
      if (events.length < replayLimit) return;
    }
  }

  private async offer(stream: Stream, event: OutboxEvent): Promise<void> {
    if (stream.session.tenant.id !== event.tenantId) return;
    const { scopeNodeId, reachNodeId, accountId } = stream.session.actor;
    const addressee = event.payload['accountId'];
    if (typeof addressee === 'string' && addressee !== accountId) return;
    // A word for the whole tenant, or for every stream of one account: it names nothing, each page asks by its own rights.
    if (event.payload['everybody'] === true) return this.write(stream, event);
    const above = await this.ports.ancestorsOf(event.tenantId, event.nodeId);
    if (!above.has(scopeNodeId) && !above.has(reachNodeId)) return;
    this.write(stream, event);
  }

  private write(stream: Stream, event: OutboxEvent): void {
    this.say(stream, `id: ${event.position}\nevent: change\ndata: ${JSON.stringify({ kind: event.kind, payload: event.payload })}\n\n`);
  }

  private say({ reply: { raw } }: Stream, words: string): void {
    if (raw.destroyed) return;
    if (raw.writableLength > mostWaiting) raw.destroy();
    else raw.write(words);
  }

  /** Keeps proxies awake and ends the streams of sessions that ended: at most five seconds after the fact. */
  private async beat(): Promise<void> {
    if (this.streams.size === 0) return;
    try {
      const standing = await this.ports.standingSessions([...this.streams].map((stream) => stream.session.id));
      for (const stream of this.streams) {
        if (standing.has(stream.session.id)) this.say(stream, ': beat\n\n');
        else stream.reply.raw.end('event: ended\ndata: {}\n\n');
      }
    } catch (error) {
      this.log.warn({ failure: String(error) }, 'checking live sessions failed');
    }
  }
}
