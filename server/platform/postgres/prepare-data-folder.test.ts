import { expect, test } from 'vitest';
import { OperatorError } from '../operator-error.ts';
import { explainFolderFailure } from './prepare-data-folder.ts';

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
