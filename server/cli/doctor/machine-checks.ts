import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { Config } from '#platform/config';
import { attention, fail, type Finding, ok } from './finding.ts';

const MB = 1_048_576;
/** Below the first the database may stop within days, below the second within hours (bytes). */
const LITTLE_SPACE = 2_048 * MB;
const NO_SPACE = 256 * MB;
const LITTLE_MEMORY = 1_500 * MB;

/** Looks at configuration, machine and data folder; touches nothing. */
export function checkMachine(config: Config): Finding[] {
  return [checkConfiguration(config), checkNode(), checkMemory(), checkDataFolder(config), checkDisk(config), checkKeyFile('audit key', config.auditKeyFile), checkKeyFile('gateway keys', config.gatewayKeysFile)];
}

function checkConfiguration(config: Config): Finding {
  const isLocal = ['127.0.0.1', '::1', 'localhost'].includes(config.host);
  const isEncrypted = config.publicUrl?.startsWith('https:') === true;
  const where = `${config.host}:${config.port}, ${config.databaseUrl === undefined ? `embedded database in ${config.dataDir}` : 'database of DATABASE_URL'}`;
  if (config.unknownSettings.length > 0) {
    return attention('configuration', `${config.unknownSettings.join(', ')} is no setting of Volano and changes nothing.`, 'Correct the name (docs/operations.md lists them) or unset it.');
  }
  if (!isLocal && !isEncrypted) {
    return attention('configuration', `Listens on ${where} without an https address.`, 'Put a TLS proxy in front and set VOLANO_PUBLIC_URL to its https address.');
  }
  if (isEncrypted && !config.trustProxy) {
    return attention('configuration', `Listens on ${where} behind ${config.publicUrl}.`, 'Set VOLANO_TRUST_PROXY=1, or every user shares the request limits of the proxy.');
  }
  return ok('configuration', `Listens on ${where}.`);
}

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const message = `Node ${process.versions.node} on ${process.platform}-${process.arch}, ${availableParallelism()} processors.`;
  return major > 20 || (major === 20 && minor >= 19) ? ok('node', message) : fail('node', message, 'Install Node 20.19 or newer.');
}

function checkMemory(): Finding {
  const message = `${Math.floor(totalmem() / MB)} MB of memory.`;
  return totalmem() >= LITTLE_MEMORY ? ok('memory', message) : attention('memory', message, 'Give the machine 2 GB or more; documents are made beside the database.');
}

function checkDataFolder(config: Config): Finding {
  const { dataDir } = config;
  if (!existsSync(dataDir)) return ok('data folder', `${dataDir} does not exist yet; the first start makes it.`);
  try {
    if (!statSync(dataDir).isDirectory()) throw new Error('not a folder');
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return ok('data folder', `${dataDir} can be used.`);
  } catch {
    return fail('data folder', `${dataDir} cannot be written by this user.`, 'Correct its owner, or set VOLANO_DATA to another folder.');
  }
}

function checkDisk(config: Config): Finding {
  const space = statfsSync(nearestExisting(config.dataDir));
  const free = space.bavail * space.bsize;
  const message = `${Math.floor(free / MB)} MB free for ${config.dataDir}.`;
  if (free >= LITTLE_SPACE) return ok('disk', message);
  const remedy = 'Free some space or move the data folder (VOLANO_DATA) to a larger disk.';
  return free < NO_SPACE ? fail('disk', message, remedy) : attention('disk', message, remedy);
}

function checkKeyFile(check: string, file: string): Finding {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return ok(check, `${file} does not exist yet; it is made when it is first needed.`);
  if (!found.isFile()) return fail(check, `${file} is no file.`, 'Name a file in VOLANO_AUDIT_KEY and VOLANO_GATEWAY_KEYS, or unset them.');
  if ((found.mode & 0o077) === 0) return ok(check, `${file} is private.`);
  return attention(check, `${file} can be read by other users.`, `Run chmod 600 ${file}.`);
}

function nearestExisting(path: string): string {
  return existsSync(path) || path === dirname(path) ? path : nearestExisting(dirname(path));
}
