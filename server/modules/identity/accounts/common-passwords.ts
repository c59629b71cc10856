import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootDir } from '#platform/root';

let reading: Promise<ReadonlySet<string>> | undefined;

/** Frequent passwords and Italian words, small letters and digits only (data/NOTICE.md); read once, at the first new password. */
export async function commonPasswords(): Promise<ReadonlySet<string>> {
  reading ??= readFile(join(rootDir, 'server/modules/identity/data/common-passwords.txt'), 'utf8').then((text) => new Set(text.trim().split(/\r?\n/)));
  return reading;
}
