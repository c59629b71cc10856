import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#platform/config';
import { OperatorError } from '#platform/operator-error';
import { findLockHolder } from '#platform/postgres/data-lock';
import { startEmbeddedServer } from '#platform/postgres/embedded-server';

/** A database that a command may use until it closes it. */
export interface OpenDatabase {
  url: string;
  isEmbedded: boolean;
  /** True when the embedded cluster was created just now. */
  isNew: boolean;
  close: () => Promise<void>;
  /** Ends an embedded server at once, without flushing; the next start replays its log. */
  abandon: () => void;
}

/**
 * Opens what the configuration names: DATABASE_URL, or the embedded server of the data folder. With `join` a server
 * that another Volano already runs on the folder is used and left running; without, such a folder is refused. Only with
 * `create` is a database made where there is none: a command that looks or saves has got the wrong folder.
 */
export async function openDatabase(config: Config, options: { join: boolean; create: boolean; report: (line: string) => void }): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) return borrowed(config.databaseUrl, false);
  const holder = options.join ? await findLockHolder(config.dataDir) : undefined;
  if (holder?.databaseUrl !== undefined) return borrowed(holder.databaseUrl, true);
  if (!options.create && !existsSync(join(config.dataDir, 'postgres'))) {
    throw new OperatorError('database-unsuitable', `There is no database in ${config.dataDir}.`, 'Set VOLANO_DATA to the folder of the installation or DATABASE_URL to its database; volano start makes a new one.');
  }
  const server = await startEmbeddedServer({ dataFolder: config.dataDir, report: options.report });
  return { url: server.url, isEmbedded: true, isNew: server.isNew, close: server.stop, abandon: server.abandon };
}

function borrowed(url: string, isEmbedded: boolean): OpenDatabase {
  return { url, isEmbedded, isNew: false, close: () => Promise.resolve(), abandon: () => undefined };
}
