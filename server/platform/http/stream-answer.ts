/** Files made while they are sent. */
import { pipeline, Transform } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Context } from '../context.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Done, Refused, Result } from '../result.ts';
import type { Session, StreamAnswer } from './route.ts';
import { sessionContext } from './session-context.ts';

/** Each stream holds a connection to the database for minutes: so many at a time in one process, the rest of the pool serves pages. */
const mostStreams = 3;
let streams = 0;
/** Who is being sent one: nobody takes all places alone. */
const readers = new Set<string>();

/** A name for `content-disposition`: letters, digits, point and hyphen. */
export function plainFileName(name: string): string {
  return name.replace(/[^\w.-]/g, '_');
}

/** Lets a file through but for its end, which it holds back until `release`: nobody has the whole of what is not yet on record. */
class HeldEnd extends Transform {
  /** The release of a stream that has been drained; undefined before. */
  #release: ((error?: Error) => void) | undefined;
  /** True once everything but the end was handed on, false when the reader went away before. */
  readonly drained: Promise<boolean>;
  #settle: (complete: boolean) => void = () => undefined;

  constructor() {
    super();
    this.drained = new Promise((resolve) => (this.#settle = resolve));
    this.once('close', () => this.#settle(false));
  }

  #passed = 0;
  #seen = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, next: (error: null, chunk: Buffer) => void): void {
    this.#passed += chunk.length;
    next(null, chunk);
  }

  /** Whether all that could be handed on waits for its reader, and not a byte more has gone since this was last asked. */
  tookNothing(): boolean {
    const moved = this.#passed !== this.#seen;
    this.#seen = this.#passed;
    return !moved && this.readableLength >= this.readableHighWaterMark;
  }

  override _flush(next: (error?: Error) => void): void {
    this.#release = next;
    this.#settle(true);
  }

  release(): void {
    this.#release?.();
  }
}

/** Begins the answer and waits until all of it but its end is with the reader, or the reader is gone; says which. */
async function sendUpToEnd({ body, mediaType, fileName }: StreamAnswer, reply: FastifyReply, held: HeldEnd): Promise<boolean> {
  let fault: Error | undefined;
  body.once('error', (error) => (fault = error));
  // Whichever side ends first ends the other; the fault itself is thrown below.
  pipeline(body, held, () => undefined);
  reply
    .code(200)
    .type(mediaType)
    .header('content-disposition', `attachment; filename="${plainFileName(fileName)}"`)
    .header('cache-control', 'private, no-store')
    .send(held);
  const complete = await held.drained;
  if (fault !== undefined) throw fault;
  return complete;
}

/** How often it is asked whether whoever reads still may: a long download ends within five seconds of its session. */
const askEveryMs = 4000;

/** So often in a row a reader may be found to have taken nothing: then the place and its connection to the database are another's. */
const mostPauses = 15;

/** Breaks a stream whose reader may no longer read, or takes nothing for a minute; answers how to stop watching. */
function watch(held: HeldEnd, stands: () => Promise<boolean>): () => void {
  let pauses = 0;
  const timer = setInterval(() => {
    pauses = held.tookNothing() ? pauses + 1 : 0;
    if (pauses >= mostPauses) return void held.destroy();
    stands().then(
      (standing) => standing || held.destroy(),
      () => undefined,
    );
  }, askEveryMs).unref();
  return () => clearInterval(timer);
}

/**
 * Opens one transaction, lets `open` begin the stream, sends it, and commits before its end is sent. A refusal is handed
 * back unsent. When the reader goes away halfway, or his session ends, what was done is kept: the audit row says how far it came.
 */
export async function streamWithin(
  database: Database,
  session: Session,
  about: Pick<Context, 'now' | 'requestId' | 'language' | 'log' | 'opened'>,
  reply: FastifyReply,
  open: (ctx: Context) => Promise<Result<StreamAnswer, string>>,
  stands: () => Promise<boolean>,
): Promise<Done<boolean> | Refused> {
  const reader = session.actor.accountId ?? session.id;
  if (streams >= mostStreams || readers.has(reader)) throw new AppError('too_many_requests', 'too many exports at once', { retryAfterSeconds: 30 });
  streams += 1;
  readers.add(reader);
  const held = new HeldEnd();
  const unwatch = watch(held, stands);
  try {
    const sent = await database.transaction({ ...session.frame, unhurried: true }, async (tx) => {
      const begun = await open(sessionContext(session, tx, about));
      if (!begun.ok) return begun;
      const complete = await sendUpToEnd(begun.value, reply, held);
      await begun.value.afterwards(complete);
      return { ok: true, value: complete } as const;
    });
    held.release();
    return sent;
  } catch (error) {
    // Once the answer has begun there is no other to give: the broken connection tells the reader.
    if (!reply.sent) throw error;
    about.log.error({ failure: error instanceof Error ? error.stack : String(error) }, 'stream failed');
    held.destroy(error instanceof Error ? error : undefined);
    return { ok: true, value: false };
  } finally {
    unwatch();
    streams -= 1;
    readers.delete(reader);
  }
}
