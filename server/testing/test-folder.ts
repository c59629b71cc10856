import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder for what a test file writes, gone after its last test. Called at the top of the file. */
export function testFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `volano-${name}-`));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
