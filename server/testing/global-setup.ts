import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '#platform/migrate';
import { moduleNames } from '../module-order.ts';
import { startTestCluster } from './cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner's address of the cluster, and the migrated database that test databases are copied from. */
    cluster: { url: string; template: string };
  }
}

/** Once for the run: a throw-away cluster and one migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const systemBinaries = process.env['VOLANO_TEST_POSTGRES'];
  const cluster = await startTestCluster(systemBinaries === undefined ? {} : { systemBinaries });
  const template = `volano_template_${randomBytes(4).toString('hex')}`;
  await runOn(cluster.url, `create database ${template}`);
  await migrate(databaseUrl(cluster.url, template), moduleNames);
  project.provide('cluster', { url: cluster.url, template });
  return async () => {
    await runOn(cluster.url, `drop database if exists ${template} with (force)`);
    await cluster.stop();
  };
}

/** One statement on a connection of its own. */
async function runOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function databaseUrl(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.toString();
}
