/**
 * The import map as a test: who may import whom, which folders are pure, which names do not exist here.
 * The map is docs/decisions/0001-layout.md in code; change it here, with a reason, when the business says so.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize, relative } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { rootDir } from '#platform/root';

/** module → modules whose face it may import. Platform and engine are for all. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  identity: [],
  // One door for other applications: it vouches for people and knows nothing of the business.
  gateway: ['identity'],
  territory: ['identity'],
  documents: ['identity', 'territory'],
  communications: ['identity', 'territory'],
  // What the house tells its people: who they are and where, and the ways to remind them. The door's gate is a port of the platform.
  news: ['identity', 'communications'],
  calculator: [],
  // Files know who brings them and nothing of what they hold: the kinds are handed over by main.ts.
  flows: ['identity'],
  vehicles: ['identity', 'territory'],
  pricing: ['identity', 'vehicles', 'territory'],
  quoting: ['identity', 'pricing', 'vehicles', 'territory', 'documents', 'communications'],
};

/** Files that know no clock, no database and no network, and run in the browser. */
const pure = [
  /^server\/engine\//,
  /^server\/platform\/(money|civil-date|civil-date-in|instant-in|calendar|holidays|patron-day|easter|contract|result|signatures|operations-api|about-api|describe-issue|fill-words|import-reading|rule|sole-least)\.ts$/,
  /^server\/modules\/\w+\/(?:[\w-]+\/)?(api|[\w-]+-contracts)\.ts$/,
  /^server\/modules\/vehicles\/(configuration|identifiers|reservation)\//,
  /^server\/modules\/flows\/reading\//,
  /^server\/modules\/gateway\/(app-rules|keys)\//,
  /^server\/modules\/identity\/rights\//,
  /^server\/modules\/pricing\/conditions\//,
  /^server\/modules\/territory\/moving\//,
  /^server\/modules\/quoting\/(calculation|precontract)\//,
  /^server\/modules\/calculator\/(calculations\.ts$|calculations\/|lines\/answer-line\.ts$)/,
];

interface Import {
  readonly file: string;
  readonly target: string;
}

function sources(folder: string, root = rootDir): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const importPattern = /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;

/** Imports of a source text, relative ones resolved from the root of the project. */
export function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(importPattern)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    return { file, target: specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier };
  });
}

const moduleOf = (path: string): string | undefined => /^server\/modules\/(\w+)\//.exec(path)?.[1];
const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$|\.bench\.ts$/.test(path) || path.startsWith('server/testing/') || path.startsWith('server/engine/proof/');

/** What is wrong with one import, or undefined. Exported so that a test can show it saying no. */
export function fault({ file, target }: Import): string | undefined {
  const from = moduleOf(file);
  const face = /^#(\w+)(\/api)?$/.exec(target);
  const into = moduleOf(target);
  if (into !== undefined && into !== from && file !== 'server/main.ts' && !isTest(file)) return `${file} reaches into ${target} by path: use #${into}`;
  if (into !== undefined && file === 'server/main.ts' && !target.endsWith('/module.ts')) return `${file} may take only module.ts of ${into}`;
  if (face !== null && face[1] !== 'engine' && face[1] !== 'platform') {
    const to = face[1] ?? '';
    if (from !== undefined && to !== from && !(mayImport[from] ?? []).includes(to)) return `${from} may not import ${to} (${file})`;
    if (file.startsWith('server/platform/') && !isTest(file)) return `the platform knows no business, but ${file} imports ${target}`;
    if (file.startsWith('server/engine/')) return `the engine imports nothing of the business, but ${file} imports ${target}`;
    if (file.startsWith('web/') && face[2] === undefined) return `the web may import #${to}/api, not #${to} (${file})`;
  }
  if (file.startsWith('web/') && target.startsWith('server/')) return `${file} reaches into ${target} by path`;
  const leaf = target.replace(/^#platform\//, 'server/platform/').replace(/^(server\/platform\/[\w/-]+)$/, '$1.ts');
  if (file.startsWith('web/') && leaf.startsWith('server/platform/') && !pure.some((pattern) => pattern.test(leaf))) return `${file} imports ${target}, which is not pure`;
  if (pure.some((pattern) => pattern.test(file)) && !isTest(file)) return impurity(file, target, leaf);
  return undefined;
}

function impurity(file: string, target: string, leaf: string): string | undefined {
  if (/^node:|^(pg|fastify|pino|graphile-worker)$/.test(target)) return `${file} is pure but imports ${target}`;
  if (leaf.startsWith('server/') && !pure.some((pattern) => pattern.test(leaf))) return `${file} is pure but imports ${target}`;
  return undefined;
}

/** They hand chosen variables of the environment on to a child process and decide nothing by them. */
const childStarters = new Set(['server/modules/documents/render-process.ts', 'server/platform/postgres/server-process.ts']);

const files = [...sources('server'), ...sources('web')];

/** Every import of a tree that the map forbids. */
function faultsBelow(root: string, folders: readonly string[]): string[] {
  const imports = folders.flatMap((folder) => sources(folder, root)).flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')));
  expect(imports.length).toBeGreaterThan(200);
  return imports.map(fault).filter((problem) => problem !== undefined);
}

describe('the map of imports', () => {
  test('holds for every import of server and web', () => {
    expect(faultsBelow(rootDir, ['server', 'web'])).toEqual([]);
  });

  describe('planted in a copy of the tree', () => {
    const copy = mkdtempSync(join(tmpdir(), 'volano-map-'));
    cpSync(join(rootDir, 'server'), join(copy, 'server'), { recursive: true, filter: (path) => !/\.(?:csv|jpe?g|png|pdf)$/.test(path) });
    afterAll(() => rmSync(copy, { recursive: true, force: true }));

    test.each([
      ['a module reaching downstream', 'server/modules/vehicles/reserve-vehicle.ts', `import { quotingEvents } from '#quoting';`],
      ['a type taken by path', 'server/modules/quoting/save-quote.ts', `import type { Offer } from '../pricing/offers.ts';`],
      ['a face handed on', 'server/platform/outbox.ts', `export { dealerOf } from '#identity';`],
      ['the network inside a calculation', 'server/modules/quoting/calculation/price-quote.ts', `const { request } = await import('node:https');`],
    ])('%s is found, and nothing else', (_, file, planted) => {
      const path = join(copy, file);
      const whole = readFileSync(path, 'utf8');
      writeFileSync(path, `${whole}\n${planted}\n`);
      const found = faultsBelow(copy, ['server']);
      writeFileSync(path, whole);
      expect(found).toEqual([expect.stringContaining(file)]);
    });
  });

  test.each([
    ['an upstream module reaching downstream', 'server/modules/vehicles/http.ts', '#quoting'],
    ['a deep import of another module', 'server/modules/quoting/http.ts', 'server/modules/pricing/offers.ts'],
    ['the platform knowing a business', 'server/platform/db.ts', '#identity'],
    ['the engine reading the clock of the system', 'server/engine/taeg.ts', 'node:fs'],
    ['the web reaching a module’s face', 'web/features/quoting/page.tsx', '#quoting'],
    ['the web reaching the database', 'web/ui/request.ts', '#platform/db'],
    ['a contract that imports the server', 'server/modules/quoting/api.ts', '#platform/db'],
  ])('refuses %s', (_, file, target) => {
    expect(fault({ file, target })).toBeDefined();
  });

  test('finds imports in every form they take', () => {
    const text = `import { a } from './a.ts';\nimport type {\n  B,\n} from "#pricing";\nexport { c } from '../c.ts';\nimport 'side.css';\nconst d = await import('./d.ts');`;
    expect(importsOf('server/modules/quoting/x.ts', text).map((found) => found.target)).toEqual([
      'server/modules/quoting/a.ts', '#pricing', 'server/modules/c.ts', 'side.css', 'server/modules/quoting/d.ts',
    ]);
  });
});

describe('the house', () => {
  const pureFiles = files.filter((file) => pure.some((pattern) => pattern.test(file)) && !isTest(file));

  test('pure code never reads clock, chance or environment', () => {
    const faults = pureFiles
      .filter((file) => !/(civil-date|instant)-in\.ts$/.test(file))
      .filter((file) => /\bnew Date\(|Date\.now|Math\.random|process\.env|\bfetch\(/.test(readFileSync(join(rootDir, file), 'utf8')));
    expect(faults).toEqual([]);
  });

  test('the engine computes with + − × ÷ and square root alone', () => {
    const faults = pureFiles
      .filter((file) => file.startsWith('server/engine/'))
      .filter((file) => /Math\.(pow|exp|log|expm1|log1p|log2|log10|sin|cos|tan|cbrt|hypot)\b|\*\*/.test(withoutComments(readFileSync(join(rootDir, file), 'utf8'))));
    expect(faults).toEqual([]);
  });

  test('only the configuration reads the environment', () => {
    const faults = files
      .filter((file) => file.startsWith('server/') && !isTest(file) && !/platform\/config\.ts$|^server\/cli\//.test(file) && !childStarters.has(file))
      .filter((file) => /process\.env[.[]/.test(withoutComments(readFileSync(join(rootDir, file), 'utf8'))));
    expect(faults).toEqual([]);
  });

  test('no file is called utils, helpers, common or manager', () => {
    expect(files.filter((file) => /\/(utils?|helpers?|common|manager)(\.|\/)/.test(file))).toEqual([]);
  });

  test('faces of modules stay small', () => {
    const faces = files.filter((file) => /^server\/modules\/\w+\/index\.ts$/.test(file));
    expect(faces.length).toBe(Object.keys(mayImport).length);
    expect(faces.filter((file) => readFileSync(join(rootDir, file), 'utf8').split('\n').length > 41)).toEqual([]);
  });

  test('files stay under 300 lines, tables and texts apart', () => {
    const long = files
      .filter((file) => !isTest(file) && !/texts\.(it|en)\.ts$|\.data\.ts$/.test(file))
      .map((file) => ({ file, lines: readFileSync(join(rootDir, file), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });

  test('of all files, tests too, not one in a hundred is longer', () => {
    const all = [...files, ...sources('e2e'), ...sources('scenarios')].filter((file) => !/texts\.(it|en)\.ts$|\.data\.ts$/.test(file));
    const long = all.filter((file) => readFileSync(join(rootDir, file), 'utf8').split('\n').length > 301);
    expect(long.length, long.join(', ')).toBeLessThan(all.length / 100);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}
