import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const folder = new URL('./', import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('proof/'));

describe('the engine', () => {
  it.each(sources)('%s uses only arithmetic that every implementation answers alike', (name) => {
    const code = readFileSync(new URL(name, folder), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/'(?:[^'\\]|\\.)*'|`[^`]*`/g, '""');
    expect(code).not.toMatch(/Math\.(?!floor|ceil|abs|min|max|sqrt)\w+|\*\*|\bIntl\b|\bDate\b|toLocale|\bperformance\b|\bprocess\b|\bfetch\b/);
    const imports = [...readFileSync(new URL(name, folder), 'utf8').matchAll(/from '([^']+)'/g)].map((found) => found[1] ?? '');
    expect(imports.filter((path) => !/^\.\.?\//.test(path) && path !== '#platform/civil-date' && path !== '#platform/money')).toEqual([]);
  });

  it('weighs at most 15 kB gzip for the browser, without the texts of the derivation', async () => {
    const bundled = await build({ entryPoints: [new URL('index.ts', folder).pathname], bundle: true, minify: true, format: 'esm', write: false, logLevel: 'silent' });
    const code = bundled.outputFiles[0]?.contents ?? new Uint8Array();
    expect(gzipSync(code).length).toBeLessThan(15_000);
    expect(new TextDecoder().decode(code)).not.toContain('Imposta');
  });
});
