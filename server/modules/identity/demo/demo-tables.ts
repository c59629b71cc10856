import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assert } from '#platform/errors';
import { rootDir } from '#platform/root';

/** Reads one of the folder's tables: comma, first row names, no quoted fields in any of them. */
export async function readDemoTable(name: string): Promise<Readonly<Record<string, string>>[]> {
  const text = await readFile(join(rootDir, 'server/modules/identity/demo', `${name}.csv`), 'utf8');
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  assert(!text.includes('"'), `${name}.csv has no quoted fields`);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [names[index] ?? '', value])));
}

/** A draw that is the same on every machine: mulberry32 over 32-bit integers. */
export function createDraw(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}
