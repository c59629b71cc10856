/**
 * The keys of the gateway: what signs tokens, what encrypts the provider's records, what signs its cookies. One file
 * of mode 0600 beside the audit key, or wherever the operator says; never in the database and never in a backup of it.
 */
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { publishedKeys, rotationIsDue, withSuccessor } from './keys/plan-keys.ts';

const privateJwk = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), d: z.string() });
const secret = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32);
const keyFile = z.object({
  records: secret,
  cookies: z.array(secret).min(1),
  signing: z.array(z.object({ kid: z.string(), createdAt: z.iso.datetime(), signsFrom: z.iso.datetime(), jwk: privateJwk })).min(1),
});
type KeyFile = z.infer<typeof keyFile>;
type FreshKey = Pick<KeyFile['signing'][number], 'kid' | 'jwk'>;

/** A private key as the provider and the signer of tokens take it. */
interface SigningKey {
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly d: string;
}

export interface GatewayKeys {
  /** Published keys; the first one signs. */
  readonly signing: readonly SigningKey[];
  /** Encrypts the content of records. */
  readonly records: Buffer;
  readonly cookies: readonly string[];
}

function freshKey(): FreshKey {
  const jwk = privateJwk.parse(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }));
  // RFC 7638: the thumbprint names the key.
  const kid = createHash('sha256').update(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y })).digest('base64url');
  return { kid, jwk };
}

function freshFile(now: Date): KeyFile {
  const instant = now.toISOString();
  const random = () => randomBytes(32).toString('base64');
  return { records: random(), cookies: [random()], signing: [{ ...freshKey(), createdAt: instant, signsFrom: instant }] };
}

/** Writes beside the file and puts it in place whole, on the disk before it is named. */
async function writeWhole(file: string, content: KeyFile, place: (from: string, to: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await place(draft, file).catch(async (error: unknown) => {
    await unlink(draft).catch(() => undefined);
    throw error;
  });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function readKeyFile(file: string): Promise<KeyFile | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  // The file is secret: what is wrong with it is told without its content, which a parser's own words would quote.
  const parsed = keyFile.safeParse(parsedJson(text));
  if (!parsed.success) throw new Error(`the key file of the gateway is not usable: ${parsed.error.issues[0]?.path.join('.') || 'not JSON'}`);
  return parsed.data;
}

async function loadOrMake(file: string, now: Date): Promise<KeyFile> {
  const found = await readKeyFile(file);
  if (found !== undefined) return found;
  // A link fails where the name is taken: of two processes that start together one makes the file and both use it.
  await writeWhole(file, freshFile(now), async (from, to) => {
    await link(from, to).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await unlink(from);
  });
  const made = await readKeyFile(file);
  if (made === undefined) throw new Error('the key file of the gateway vanished while it was made');
  return made;
}

/** Adds a key that will sign in a day; false when one waits already. */
export async function rotateKeys(file: string, now: Date): Promise<boolean> {
  const content = await loadOrMake(file, now);
  const signing = withSuccessor(content.signing, freshKey(), now);
  if (signing === undefined) return false;
  await writeWhole(file, { ...content, signing }, rename);
  return true;
}

/**
 * Puts a wholly new file in the place of one that others may know. `reseal` encrypts anew, in one transaction, what is kept under the
 * old secret; it may meet rows that it did before. The new file waits beside the old one until then: cut short at any moment, the
 * next call goes on with the same one, and the old file goes last.
 */
export async function replaceKeys(file: string, now: Date, reseal: (from: Buffer, to: Buffer) => Promise<void>): Promise<void> {
  const old = await loadOrMake(file, now);
  const waiting = `${file}.next`;
  const next = await loadOrMake(waiting, now);
  await reseal(Buffer.from(old.records, 'base64'), Buffer.from(next.records, 'base64'));
  await rename(waiting, file);
}

/** Rotates when the newest key has signed for ninety days; answers whether it did. */
export async function rotateKeysWhenDue(file: string, now: Date): Promise<boolean> {
  const content = await loadOrMake(file, now);
  return rotationIsDue(content.signing, now) && rotateKeys(file, now);
}

const lookAgainMs = 30_000;

/** Reads the keys, making the file when it is missing; looks at it again every half minute, so that a rotation reaches every process. */
export function createKeyring(file: string, clock: () => Date): () => Promise<GatewayKeys> {
  let known: { content: KeyFile; mark: number; lookedAt: number } | undefined;
  return async () => {
    const now = clock();
    if (known === undefined || Math.abs(now.getTime() - known.lookedAt) >= lookAgainMs) {
      const mark = (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;
      const content = known !== undefined && mark === known.mark ? known.content : await loadOrMake(file, now);
      known = { content, mark, lookedAt: now.getTime() };
    }
    const { content } = known;
    return {
      signing: publishedKeys(content.signing, now).map(({ kid, jwk }) => ({ ...jwk, kid, alg: 'ES256', use: 'sig' })),
      records: Buffer.from(content.records, 'base64'),
      cookies: content.cookies,
    };
  };
}
