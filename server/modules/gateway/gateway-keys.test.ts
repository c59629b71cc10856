import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKeyring, replaceKeys, rotateKeys, rotateKeysWhenDue } from './gateway-keys.ts';
import { hashId, seal, unseal } from '#platform/record-cipher';

let folder: string;
const start = new Date('2026-11-22T10:00:00.000Z');
const later = (hours: number) => new Date(start.getTime() + hours * 3_600_000);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-keys-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the key file', () => {
  test('is made once, for its owner alone, by however many begin at the same moment', async () => {
    const file = join(folder, 'together', 'gateway-keys.json');
    const all = await Promise.all(Array.from({ length: 8 }, () => createKeyring(file, () => start)()));
    expect(new Set(all.map((keys) => keys.signing[0]?.kid)).size).toBe(1);
    expect(new Set(all.map((keys) => keys.records.toString('hex'))).size).toBe(1);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('a rotation reaches a process that runs, which signs with the new key a day later', async () => {
    const file = join(folder, 'rotated.json');
    let now = start;
    const keyring = createKeyring(file, () => now);
    const first = (await keyring()).signing[0]?.kid;
    expect(await rotateKeysWhenDue(file, later(1))).toBe(false);
    expect(await rotateKeys(file, later(2))).toBe(true);
    expect(await rotateKeys(file, later(3))).toBe(false);
    now = later(4);
    expect((await keyring()).signing.map((key) => key.kid)[0]).toBe(first);
    expect((await keyring()).signing).toHaveLength(2);
    now = later(27);
    const after = await keyring();
    expect(after.signing[0]?.kid).not.toBe(first);
    expect(after.signing[1]?.kid).toBe(first);
  });

  test('is replaced whole: an interrupted replacement leaves the old one in force and is ended with the same keys', async () => {
    const file = join(folder, 'replaced.json');
    const before = await createKeyring(file, () => start)();
    const tried: Buffer[] = [];
    await expect(replaceKeys(file, start, (_from, to) => Promise.reject(new Error(`lost ${String(tried.push(to))}`)))).rejects.toThrow('lost 1');
    expect(await createKeyring(file, () => start)()).toEqual(before);
    await replaceKeys(file, later(1), async (from, to) => {
      expect(from.equals(before.records)).toBe(true);
      expect(to.equals(tried[0] ?? from)).toBe(true);
    });
    const after = await createKeyring(file, () => later(1))();
    expect(after.records).toEqual(tried[0]);
    expect(after.cookies).not.toEqual(before.cookies);
    expect(after.signing.map(({ kid }) => kid)).not.toContain(before.signing[0]?.kid);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('a damaged file is refused without telling its content', async () => {
    const file = join(folder, 'damaged.json');
    await createKeyring(file, () => start)();
    const content = JSON.parse(await readFile(file, 'utf8')) as { records: string };
    await writeFile(file, JSON.stringify({ ...content, records: 'short' }));
    await expect(createKeyring(file, () => start)()).rejects.toThrow(/not usable: records$/);
    await writeFile(file, '{"records":"a secret cut off by a full disk');
    await expect(createKeyring(file, () => start)()).rejects.toThrow(/^the key file of the gateway is not usable: not JSON$/);
  });
});

describe('sealed records', () => {
  const key = Buffer.alloc(32, 1);
  const row = { kind: 'Grant', idHash: hashId('x') };
  const sealed = seal(key, row, { accountId: 'A' });

  test('open with their key in their row', () => expect(unseal(key, row, sealed)).toEqual({ accountId: 'A' }));
  test.each([
    ['another key', Buffer.alloc(32, 2), row, sealed],
    ['another kind', key, { ...row, kind: 'AccessToken' }, sealed],
    ['another id', key, { ...row, idHash: hashId('y') }, sealed],
    ['an altered byte', key, row, Buffer.from(sealed).fill(0, 30, 31)],
    ['a cut tag', key, row, sealed.subarray(0, 20)],
  ])('do not open with %s', (_, withKey, at, content) => expect(unseal(withKey, at, content)).toBeUndefined());
});
