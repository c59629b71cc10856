/**
 * The Chromium of the browser tests: the one named by CHROMIUM_PATH, else the one inside an npm package, unpacked
 * once per user and version. No system package is needed; works as root and as an ordinary user.
 *
 * The package's own way of unpacking writes one shared file in the temp folder, starts half-written copies when two
 * workers race, and its own flags switch off web security. Hence a folder per user, a rename, and flags of our own.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const packageName = '@sparticuz/chromium';
const packageFile = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules', packageName, 'package.json');

/** What a launch of the browser needs. */
export interface BrowserLaunch {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

/** Without a sandbox because root may not have one; the rest makes pictures the same everywhere. */
const flags = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none', '--force-color-profile=srgb'];

/** Libraries Chromium links to; the package carries copies for machines that lack them. */
const neededLibraries = ['libnss3.so', 'libnspr4.so', 'libexpat.so.1'];

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  return version;
}

async function hasNeededLibraries(): Promise<boolean> {
  for (const command of ['/sbin/ldconfig', 'ldconfig']) {
    try {
      const { stdout } = await execute(command, ['-p']);
      return neededLibraries.every((library) => stdout.includes(library));
    } catch {
      // Not there under this name.
    }
  }
  return false;
}

/** First folder of ours that can be written: the user's cache, else a temp folder named after the user. */
async function cacheFolder(): Promise<string> {
  const user = process.getuid?.() ?? 0;
  for (const folder of [process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), join(tmpdir(), `volano-cache-${user}`)]) {
    try {
      await mkdir(join(folder, 'volano-chromium'), { recursive: true, mode: 0o700 });
      const probe = await mkdtemp(join(folder, 'volano-chromium', 'probe-'));
      await rm(probe, { recursive: true });
      return join(folder, 'volano-chromium');
    } catch {
      // A user without a home of their own, or a read-only one.
    }
  }
  throw new Error('no folder can be written for the browser of the tests; set CHROMIUM_PATH or XDG_CACHE_HOME');
}

/** Unpacks in a process of its own, because the package reads TMPDIR and changes the environment when imported. */
async function unpack(into: string, withLibraries: boolean): Promise<void> {
  const script = `import(${JSON.stringify(packageName)}).then(({ default: chromium }) => chromium.executablePath())`;
  const env: NodeJS.ProcessEnv = { ...process.env, TMPDIR: into };
  if (withLibraries) env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs22.x';
  else delete env['AWS_EXECUTION_ENV'];
  await execute(process.execPath, ['--input-type=module', '--eval', `await ${script}`], { cwd: dirname(packageFile), env });
}

async function unpacked(withLibraries: boolean): Promise<string> {
  const cache = await cacheFolder();
  const target = join(cache, `${packageVersion()}${withLibraries ? '-libraries' : ''}`);
  if (existsSync(target)) return target;
  const fresh = await mkdtemp(join(cache, 'unpacking-'));
  try {
    await unpack(fresh, withLibraries);
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Another worker was faster: its copy is as good.
    if (!existsSync(target)) throw error;
  }
  return target;
}

function environment(extra: Record<string, string>): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(own), ...extra };
}

/** Where the browser is and how to start it. Unpacks it the first time (two to four seconds). */
export async function browserLaunch(): Promise<BrowserLaunch> {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') return { executablePath: given, args: flags, env: environment({}) };
  const withLibraries = !(await hasNeededLibraries());
  const folder = await unpacked(withLibraries);
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter((path) => path !== undefined && path !== '').join(':');
  return { executablePath: join(folder, 'chromium'), args: flags, env: environment(withLibraries ? { LD_LIBRARY_PATH: libraries } : {}) };
}
