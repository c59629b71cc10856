import { startRealServer } from '../server/testing/real-server.ts';

/** Address of the run's server, read by fixtures.ts. */
export const serverUrlVariable = 'VOLANO_E2E_URL';

/** Starts the server before the first test and ends it after the last; an address given from outside is used as it is. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[serverUrlVariable] !== undefined) return undefined;
  const server = await startRealServer();
  process.env[serverUrlVariable] = server.url;
  return () => server.stop();
}
