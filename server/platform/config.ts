/** Configuration: read once at start, validated, documented in docs/operations.md. No other file reads the environment. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z
  .enum(['0', '1', 'false', 'true', 'no', 'yes', ''])
  .transform((value) => value === '1' || value === 'true' || value === 'yes');

const environment = z.object({
  VOLANO_PORT: port.default(3000),
  VOLANO_HOST: z.string().min(1).default('127.0.0.1'),
  VOLANO_METRICS_PORT: port.default(0).describe('0 switches the metrics page off'),
  VOLANO_DATA: z.string().min(1).optional(),
  VOLANO_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://').optional(),
  VOLANO_DEMO: flag.optional(),
  VOLANO_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
  // Up to six connections of a process only listen or hold a lock; with fewer than eight nothing would be left to work with.
  VOLANO_DATABASE_CONNECTIONS: z.coerce.number().int().min(8).max(200).default(12),
  VOLANO_TRUST_PROXY: flag.default(false),
  VOLANO_AUDIT_KEY: z.string().min(1).optional(),
  VOLANO_AUDIT_HEADS: z.string().min(1).optional(),
  VOLANO_GATEWAY_KEYS: z.string().min(1).optional(),
  VOLANO_INTRANET_HOSTS: z.string().regex(/^[\w.:*, -]*$/, 'must be host names with commas between them').optional(),
  VOLANO_SMTP_URL: z.string().regex(/^smtps?:\/\/\S+$/, 'must begin with smtp:// or smtps://').optional(),
  VOLANO_MAIL_FROM: z.string().regex(/^[^\s@<>"',;]+@[^\s@<>"',;]+$/, 'must be one plain address').optional(),
  NODE_ENV: z.enum(['production', 'development', 'test', '']).optional(),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly metricsPort: number;
  /** Folder for the embedded database, audit key and sealed heads. */
  readonly dataDir: string;
  /** Address people type; decides cookie name and security headers. Undefined: http://host:port. */
  readonly publicUrl: string | undefined;
  /** Owner's connection to an outside PostgreSQL; undefined means the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Asked for or against the demo world; undefined: only on a new embedded database. */
  readonly demo: boolean | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly databaseConnections: number;
  readonly trustProxy: boolean;
  /** File with the Ed25519 key that signs audit blocks; default `<dataDir>/audit.key`. */
  readonly auditKeyFile: string;
  /** Second file for the signed heads of the audit trail, on a store that takes nothing back; the first is in the data folder. */
  readonly auditHeadsFile: string | undefined;
  /** File with the keys that sign tokens and encrypt the gateway's records; default `<dataDir>/gateway-keys.json`. */
  readonly gatewayKeysFile: string;
  /** Hosts inside the house that applications may be told at; `*.` stands for any name below. */
  readonly intranetHosts: readonly string[];
  /** Mail server; undefined: mails are kept and told as not sent. */
  readonly smtpUrl: string | undefined;
  /** Address of the house in the mails it sends. */
  readonly mailFrom: string;
  readonly production: boolean;
  /** Variables that begin like ours and mean nothing. */
  readonly unknownSettings: readonly string[];
}

/** The environment does not describe a possible set-up; the message names the variable and the remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Folder for data when `VOLANO_DATA` is not set: /var/lib/volano for root, the user's data home otherwise. */
function defaultDataDir(env: NodeJS.ProcessEnv, isRoot: boolean): string {
  if (isRoot) return '/var/lib/volano';
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'volano');
}

/** An installation without a public address serves this machine alone: applications beside it may be told. */
function intranetHosts(given: string | undefined, publicUrl: string | undefined): readonly string[] {
  const named = (given ?? '').split(/[\s,]+/).filter((host) => host !== '');
  return given === undefined && publicUrl === undefined ? ['127.0.0.1', 'localhost'] : named;
}

/** Settings for development and tests, which no operator needs. */
const unlisted = /^VOLANO_(DEV|DEEP|SEED|UPDATE_\w+|TEST_\w+|URL|LOGIN|PASSWORD)$/;

/** Names that look like ours and mean nothing: a slip of the pen would otherwise pass for a setting. */
function unknownSettings(env: NodeJS.ProcessEnv): readonly string[] {
  return Object.keys(env).filter((name) => name.startsWith('VOLANO_') && !(name in environment.shape) && !unlisted.test(name)).toSorted();
}

/** Reads and checks the environment. Throws ConfigError with one sentence. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const known = Object.fromEntries(Object.keys(environment.shape).flatMap((key) => (env[key] === undefined ? [] : [[key, env[key]]])));
  const parsed = environment.safeParse(known);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? 'environment');
    throw new ConfigError(`${name} is not valid (${issue?.message ?? 'unknown reason'}): correct or unset it, see docs/operations.md.`);
  }
  const value = parsed.data;
  const production = value.NODE_ENV === 'production';
  if (production && value.VOLANO_DEMO === true) {
    throw new ConfigError('VOLANO_DEMO and NODE_ENV=production exclude each other: the demo world has public passwords; unset one of them.');
  }
  if (value.VOLANO_SMTP_URL !== undefined && value.VOLANO_MAIL_FROM === undefined) {
    throw new ConfigError('VOLANO_SMTP_URL is set but VOLANO_MAIL_FROM is not: give the address that mails come from, see docs/operations.md.');
  }
  const dataDir = resolve(value.VOLANO_DATA ?? defaultDataDir(env, process.getuid?.() === 0));
  return {
    port: value.VOLANO_PORT,
    host: value.VOLANO_HOST,
    metricsPort: value.VOLANO_METRICS_PORT,
    dataDir,
    publicUrl: value.VOLANO_PUBLIC_URL?.replace(/\/$/, ''),
    databaseUrl: value.DATABASE_URL,
    demo: value.VOLANO_DEMO,
    // On a laptop the terminal belongs to the person; in production the log tells every request.
    logLevel: value.VOLANO_LOG ?? (production ? 'info' : 'warn'),
    databaseConnections: value.VOLANO_DATABASE_CONNECTIONS,
    trustProxy: value.VOLANO_TRUST_PROXY,
    auditKeyFile: value.VOLANO_AUDIT_KEY ?? join(dataDir, 'audit.key'),
    auditHeadsFile: value.VOLANO_AUDIT_HEADS === undefined ? undefined : resolve(value.VOLANO_AUDIT_HEADS),
    gatewayKeysFile: value.VOLANO_GATEWAY_KEYS ?? join(dataDir, 'gateway-keys.json'),
    intranetHosts: intranetHosts(value.VOLANO_INTRANET_HOSTS, value.VOLANO_PUBLIC_URL),
    smtpUrl: value.VOLANO_SMTP_URL,
    mailFrom: value.VOLANO_MAIL_FROM ?? 'volano@localhost',
    production,
    unknownSettings: unknownSettings(env),
  };
}
