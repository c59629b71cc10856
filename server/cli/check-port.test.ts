import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { checkPort } from './check-port.ts';

let taken: Server | undefined;

afterEach(() => {
  taken?.close();
  taken = undefined;
});

describe('the look at the port', () => {
  it('passes a free port and gives it back', async () => {
    await checkPort('127.0.0.1', 0);
    const port = await occupy();
    taken?.close();
    await checkPort('127.0.0.1', port);
    await checkPort('127.0.0.1', port);
  });

  it('names a taken port and another one', async () => {
    const port = await occupy();
    await expect(checkPort('127.0.0.1', port)).rejects.toMatchObject({
      kind: 'port',
      exitCode: 4,
      message: `Port ${port} on 127.0.0.1 is taken by another program.`,
      remedy: expect.stringContaining(`VOLANO_PORT=${port + 1}`) as string,
    });
  });

  it('names an address that is not of this machine', async () => {
    await expect(checkPort('203.0.113.7', 0)).rejects.toMatchObject({ kind: 'port', message: 'This machine has no address 203.0.113.7.' });
  });
});

async function occupy(): Promise<number> {
  const server = createServer();
  taken = server;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}
