import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findObstacle, listAccounts } from './run-account.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'volano-account-'));
  chmodSync(base, 0o755);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

/** An account that owns nothing here. */
const stranger = { name: 'stranger', uid: 987_654, gid: 987_654 };

describe('the way of an account to a path', () => {
  it('is free through folders that everyone may pass', () => {
    mkdirSync(join(base, 'open'), { mode: 0o711 });
    expect(findObstacle(stranger, join(base, 'open'), 'pass')).toBeUndefined();
  });

  it('ends at the first closed folder, which is named', () => {
    mkdirSync(join(base, 'home', 'inside'), { recursive: true });
    chmodSync(join(base, 'home'), 0o700);
    expect(findObstacle(stranger, join(base, 'home', 'inside'), 'pass')).toBe(join(base, 'home'));
  });

  it('ends at a program that it may not read', () => {
    const file = join(base, 'postgres');
    writeFileSync(file, '');
    chmodSync(file, 0o711);
    expect(findObstacle(stranger, file, 'read')).toBe(file);
    chmodSync(file, 0o755);
    expect(findObstacle(stranger, file, 'read')).toBeUndefined();
  });

  it('counts the rights of the owner for the owner', () => {
    const own = { name: 'me', uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    mkdirSync(join(base, 'mine'), { mode: 0o700 });
    expect(findObstacle(own, join(base, 'mine'), 'read')).toBeUndefined();
  });
});

describe('the accounts of a system', () => {
  it('are read from its table', () => {
    expect(listAccounts('root:x:0:0:root:/root:/bin/sh\n# remark\nnobody:x:65534:65533::/:/bin/false\n')).toEqual([
      { name: 'root', uid: 0, gid: 0 },
      { name: 'nobody', uid: 65_534, gid: 65_533 },
    ]);
  });
});
