import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actionName, objectName } from './audit-actions.ts';

const server = join(import.meta.dirname, '..', '..', '..', '..', 'server');
const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|^testing|(^|\/)rules?[-.]|\/rights\//.test(file))
  .map((file) => readFileSync(join(server, file), 'utf8'));

/** Codes that the server's rows are written with: literals of an `action:`, and those handed to a function that writes the row. */
function codesWritten(): readonly string[] {
  const codes = new Set<string>();
  for (const source of sources.filter((text) => /\baudit\(|auditAtGate\(|insertAuditRow\(/.test(text))) {
    const places = /\baction: string\b/.test(source) ? [source] : [...source.matchAll(/action: ([^,\n]*)/g)].map(([, found]) => found ?? '');
    for (const place of places) for (const [, code] of place.matchAll(/'([a-z]+\.[a-z-]+\.[a-z-]+)'/g)) if (code !== undefined) codes.add(code);
  }
  return [...codes].toSorted();
}

test('every action that leaves a row has a name in both languages', () => {
  const codes = codesWritten();
  expect(codes.length).toBeGreaterThan(60);
  expect(codes.filter((code) => actionName(code, 'it') === code || actionName(code, 'en') === code)).toEqual([]);
});

test('every kind of object of those rows has a name', () => {
  const kinds = new Set(sources.flatMap((source) => [...source.matchAll(/objectKind: '([\w.-]+)', objectId/g)].map(([, kind]) => kind ?? '')));
  expect(kinds.size).toBeGreaterThan(15);
  expect([...kinds].filter((kind) => objectName(kind, 'it') === kind)).toEqual([]);
});
