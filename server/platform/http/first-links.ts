/**
 * Links that the page of an address carries so that the browser fetches its files beside the program instead of after
 * it. The build writes the files of every page (web/build/first-files.ts), and of the sign-in under a name that is no
 * address; without that list the page carries none.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const asset = z.string().regex(/^assets\/[\w.~-]+$/);
const firstFilesSchema = z.record(z.string(), z.object({ scripts: z.array(asset), styles: z.array(asset) }));

type FirstFiles = z.infer<typeof firstFilesSchema>;

/** `/quotes/$id` covers `/quotes/7`. */
function covers(pattern: string, path: string): boolean {
  const parts = pattern.split('/');
  const given = path.split('/');
  return parts.length === given.length && parts.every((part, at) => part === given[at] || (part.startsWith('$') && given[at] !== ''));
}

/** For the path of somebody with a session, or for nobody, the links as HTML; a word in its place is worth more than a parameter. */
export function linksBy(files: FirstFiles): (path: string) => string {
  const links = new Map(
    Object.entries(files).map(([pattern, { scripts, styles }]) => [
      pattern,
      [...styles.map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`), ...scripts.map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`)].join('\n    '),
    ]),
  );
  return (path) => links.get(path) ?? [...links].find(([pattern]) => covers(pattern, path))?.[1] ?? '';
}

/** Reads the list beside the page in `webDir`. */
export function readFirstLinks(webDir: string): (path: string) => string {
  const list = join(webDir, 'first-files.json');
  return linksBy(existsSync(list) ? firstFilesSchema.parse(JSON.parse(readFileSync(list, 'utf8'))) : {});
}
