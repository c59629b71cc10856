import { join } from 'node:path';
import { rootDir } from '#platform/root';

/** Folder that holds `templates/` and `fonts/`: the same from source and from the bundle. */
export const assetFolder = join(rootDir, 'server', 'modules', 'documents');
