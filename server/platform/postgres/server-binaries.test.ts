import { mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkLibraries } from './server-binaries.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'volano-links-'));
  mkdirSync(join(base, 'native', 'lib'), { recursive: true });
  writeFileSync(join(base, 'native', 'lib', 'libx.so.1.2'), 'library');
  writeFileSync(
    join(base, 'native', 'pg-symlinks.json'),
    JSON.stringify([
      { source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' },
      { source: 'native/lib/libx.so.1.2', target: 'native/lib/deeper/libx.so' },
    ]),
  );
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

describe('the links between libraries', () => {
  it('are made when the packages were installed without their scripts, and stay on a second look', () => {
    linkLibraries(join(base, 'native'));
    linkLibraries(join(base, 'native'));
    expect(readlinkSync(join(base, 'native', 'lib', 'libx.so.1'))).toBe('libx.so.1.2');
    expect(readlinkSync(join(base, 'native', 'lib', 'deeper', 'libx.so'))).toBe('../libx.so.1.2');
  });

  it('replace one that leads nowhere', () => {
    symlinkSync('gone', join(base, 'native', 'lib', 'libx.so.1'));
    linkLibraries(join(base, 'native'));
    expect(readlinkSync(join(base, 'native', 'lib', 'libx.so.1'))).toBe('libx.so.1.2');
  });
});
