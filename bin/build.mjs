/**
 * Bundles the program: the server and its worker processes with esbuild into dist/*.mjs, the web with vite into
 * dist/web. Does nothing for a part whose sources did not change since its last build. Safe when two starts build at
 * the same moment: one builds, the other waits and then finds the part fresh. Every file appears whole, by rename.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { takeLock } from './build-lock.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const cache = join(root, '.cache');
const lockFile = join(cache, 'build.lock');

/** Bundles of the server: name of the file in dist, and its source. */
const ENTRIES = {
  server: 'server/cli/main.ts',
  'render-worker': 'server/modules/documents/render-worker.ts',
};

/** Bundles that hold their packages too, because one file loads several times faster than many. */
const WHOLE_ENTRIES = {
  calc: 'server/cli/calc-main.ts',
};

/** What each part is made of. Tests do not count: they are in no bundle. */
const PARTS = {
  server: { sources: ['server', 'package.json', 'package-lock.json', 'tsconfig.json', 'bin/build.mjs', 'bin/build-lock.mjs'], build: buildServer },
  web: { sources: ['web', 'server', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'vite.shared.config.ts', 'bin/build.mjs', 'bin/build-lock.mjs'], build: buildWeb },
};

/**
 * Builds the parts that are stale.
 * @param {('server' | 'web')[]} parts
 * @param {(line: string) => void} report
 */
export async function ensureBuilt(parts, report) {
  let stale = findStale(parts);
  if (stale.length === 0) return;
  mkdirSync(cache, { recursive: true });
  await takeLock(lockFile);
  try {
    stale = findStale(parts);
    if (stale.length === 0) return;
    report(`Building the ${stale.map((part) => part.name).join(' and the ')} (once per version)…`);
    const startedAt = performance.now();
    await Promise.all(stale.map((part) => buildInProcessOfItsOwn(part)));
    report(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/** Vite writes NODE_ENV and keeps its memory: neither may reach the program that goes on after the build. */
async function buildInProcessOfItsOwn({ name, fingerprint }) {
  const env = { ...process.env, NODE_ENV: 'production' };
  const complaints = [];
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), '--part', name, fingerprint], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.on('data', (chunk) => complaints.push(chunk));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`the ${name} was not built:\n${Buffer.concat(complaints).toString().trim()}`);
}

function findStale(parts) {
  return parts.flatMap((name) => {
    const stamp = readStamp(name);
    const seen = seenOf(PARTS[name].sources);
    // Files that nothing has touched since they were last read need not be read again: most starts end here.
    if (stamp !== undefined && readSeen(name) === `${stamp} ${seen}`) return [];
    const fingerprint = fingerprintOf(PARTS[name].sources);
    if (stamp !== fingerprint) return [{ name, fingerprint }];
    writeSeen(name, `${stamp} ${seen}`);
    return [];
  });
}

/** Hash over names, sizes and the times that the system keeps of every change: taken before the contents are read. */
function seenOf(sources) {
  const hash = createHash('sha256');
  for (const source of sources) {
    eachFile(source, (path) => {
      const { size, mtimeMs, ctimeMs, ino } = statSync(`${root}/${path}`);
      hash.update(`${path}\0${size} ${mtimeMs} ${ctimeMs} ${ino}\0`);
    });
  }
  return hash.digest('hex');
}

function readSeen(name) {
  try {
    return readFileSync(join(cache, `${name}.seen`), 'utf8');
  } catch {
    return undefined;
  }
}

/** A convenience of the next start, which a folder that cannot be written goes without. */
function writeSeen(name, seen) {
  const draft = join(cache, `${name}.seen.${process.pid}`);
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(draft, seen);
    renameSync(draft, join(cache, `${name}.seen`));
  } catch {
    rmSync(draft, { force: true });
  }
}

/** Hash over names and contents; times are of no use after a checkout or a copy. */
function fingerprintOf(sources) {
  const hash = createHash('sha256');
  for (const source of sources) eachFile(source, (path) => hash.update(`${path}\0`).update(readFileSync(join(root, path))).update('\0'));
  return hash.digest('hex');
}

/** The files of a source, a folder or a file, in the order of their names; tests are none. */
function eachFile(path, visit) {
  const entries = listFolder(`${root}/${path}`);
  if (entries === undefined) {
    if (existsSync(join(root, path))) visit(path);
    return;
  }
  for (const entry of entries) {
    if (entry.name === 'testing' || /\.test\.tsx?$/.test(entry.name)) continue;
    if (entry.isFile()) visit(`${path}/${entry.name}`);
    else eachFile(`${path}/${entry.name}`, visit);
  }
}

function listFolder(path) {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return undefined;
  }
}

function readStamp(name) {
  try {
    return readFileSync(join(dist, `${name}.stamp`), 'utf8');
  } catch {
    return undefined;
  }
}

/** The stamp is written last, so an interrupted build is made again. */
function writeStamp(name, fingerprint) {
  const draft = join(cache, `${name}.stamp`);
  writeFileSync(draft, fingerprint);
  renameSync(draft, join(dist, `${name}.stamp`));
}

/** The schemas' own messages in fifty languages, of which none is ever shown: a third of what would be loaded. */
const withoutLocales = {
  name: 'without-locales',
  setup(build) {
    build.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: "export { default as en } from './en.js';" }));
  },
};

async function buildServer(fingerprint) {
  const { build } = await import('esbuild');
  const draft = join(cache, 'build-server');
  rmSync(draft, { recursive: true, force: true });
  const bundle = (entries, packages, more = {}) => {
    const entryPoints = Object.fromEntries(Object.entries(entries).filter(([, source]) => existsSync(join(root, source))));
    return build({
      absWorkingDir: root,
      entryPoints,
      outdir: draft,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      packages,
      sourcemap: true,
      sourcesContent: false,
      legalComments: 'none',
      logLevel: 'silent',
      ...more,
    });
  };
  await bundle(ENTRIES, 'external');
  await bundle(WHOLE_ENTRIES, 'bundle', { minifyWhitespace: true, minifySyntax: true, plugins: [withoutLocales] });
  mkdirSync(dist, { recursive: true });
  for (const name of readdirSync(draft)) renameSync(join(draft, name), join(dist, name));
  rmSync(draft, { recursive: true, force: true });
  writeStamp('server', fingerprint);
}

async function buildWeb(fingerprint) {
  const { build } = await import('vite');
  const draft = join(cache, 'build-web');
  rmSync(draft, { recursive: true, force: true });
  const configFile = join(root, 'vite.config.ts');
  const own = existsSync(configFile) ? { configFile } : { configFile: false, root: join(root, 'web') };
  await build({ ...own, logLevel: 'warn', build: { outDir: draft, emptyOutDir: true } });
  const sharedConfig = join(root, 'vite.shared.config.ts');
  if (existsSync(sharedConfig)) await build({ configFile: sharedConfig, logLevel: 'warn', build: { outDir: draft, emptyOutDir: false } });
  await compressAssets(join(draft, 'assets'));
  mkdirSync(dist, { recursive: true });
  const old = join(cache, 'old-web');
  rmSync(old, { recursive: true, force: true });
  if (existsSync(join(dist, 'web'))) renameSync(join(dist, 'web'), old);
  renameSync(draft, join(dist, 'web'));
  rmSync(old, { recursive: true, force: true });
  writeStamp('web', fingerprint);
}

/** Writes a .br and a .gz beside every text asset; the server sends the one a browser accepts and never compresses itself. */
async function compressAssets(folder) {
  const { brotliCompressSync, constants, gzipSync } = await import('node:zlib');
  for (const name of readdirSync(folder).filter((file) => /\.(js|css|svg|json)$/.test(file))) {
    const bytes = readFileSync(join(folder, name));
    if (bytes.length < 1024) continue;
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

async function runAsProgram() {
  const [first, name, fingerprint] = process.argv.slice(2);
  try {
    if (first === '--part') await PARTS[name].build(fingerprint);
    else await ensureBuilt(['server', 'web'], (line) => console.log(line));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await runAsProgram();
