import { expect, test } from 'vitest';
import { OperatorError } from '../operator-error.ts';
import { prepareDataFolder } from './prepare-data-folder.ts';

test.skipIf(process.platform !== 'linux')('a folder that the file system will not make is refused at once, with the remedy', () => {
  expect(() => prepareDataFolder('/proc/volano/data', undefined, true)).toThrow(OperatorError);
  expect(() => prepareDataFolder('/proc/volano/data', undefined, true)).toThrow('/proc/volano/data cannot be used: its parent folder cannot be made');
});
