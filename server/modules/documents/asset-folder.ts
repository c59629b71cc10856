import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Folder that holds `templates/` and `fonts/`. From source it is this folder; from the bundle it is `documents/` beside
 * the bundle, or this folder of the checkout the bundle was built in. Throws when neither exists.
 */
export function assetFolder(moduleUrl: string = import.meta.url): string {
  const places = moduleUrl.endsWith('.ts') ? ['.'] : ['documents', '../server/modules/documents'];
  for (const place of places) {
    const folder = fileURLToPath(new URL(place, moduleUrl)).replace(/[/\\]$/, '');
    if (existsSync(`${folder}/fonts/fonts.conf`)) return folder;
  }
  throw new Error(`document templates and fonts not found near ${moduleUrl}`);
}
