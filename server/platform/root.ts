import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'server'))) return folder;
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the program folder (package.json and server/) was not found above the running file');
    folder = parent;
  }
}

/** Folder of the program: holds package.json and server/. The same from source and from the bundle. */
export const rootDir = findRoot();
