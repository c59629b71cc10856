import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OperatorError } from '../operator-error.ts';
import { explainFolderFailure, prepareDataFolder } from './prepare-data-folder.ts';

test.skipIf(process.platform !== 'linux')('a folder that the file system will not make is refused at once, with the remedy', () => {
  expect(() => prepareDataFolder('/proc/volano/data', undefined, true)).toThrow(OperatorError);
  expect(() => prepareDataFolder('/proc/volano/data', undefined, true)).toThrow('/proc/volano/data cannot be used: its parent folder cannot be made');
});

test('a path that is a file, or leads through one, is told as such', () => {
  const base = mkdtempSync(join(tmpdir(), 'volano-folder-'));
  try {
    const file = join(base, 'data');
    writeFileSync(file, '');
    expect(() => prepareDataFolder(file, undefined, true)).toThrow(`${file} cannot be used: a file has that name`);
    expect(() => prepareDataFolder(join(file, 'deeper'), undefined, true)).toThrow('cannot be used: a part of the path is a file');
  } finally {
    rmSync(base, { recursive: true });
  }
});

/** As Node tells them; a failed write does not even name its file. */
const failures: [string, RegExp][] = [
  ['ENOSPC', /^The data folder \/data cannot be used: the disk is full\.$/],
  ['EDQUOT', /the quota of this user is used up\.$/],
  ['EROFS', /the file system is read-only\.$/],
  ['EACCES', /permission denied\.$/],
];

test.each(failures)('%s is told as a sentence with its remedy', (code, sentence) => {
  const told = explainFolderFailure(Object.assign(new Error(`${code}: no, write`), { code }), '/data');
  expect(told).toMatchObject({ kind: 'data-path', message: expect.stringMatching(sentence) as string, remedy: expect.stringMatching(/VOLANO_DATA/) as string });
});

test('what is explained already, and what is no matter of the folder, stays as it is', () => {
  for (const error of [new OperatorError('port', 'taken', ''), new TypeError('a bug')]) expect(explainFolderFailure(error, '/data')).toBe(error);
});
