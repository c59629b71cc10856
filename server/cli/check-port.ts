import { createServer } from 'node:net';
import { OperatorError } from '#platform/operator-error';

/** Makes sure that the address can be listened on, before anything else is touched. Throws OperatorError 'port'. */
export async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen({ host, port, exclusive: true }, resolve);
    });
  } catch (error) {
    throw explainListenError(error, host, port);
  }
  await new Promise((resolve) => probe.close(resolve));
}

/** The failure of listening as a sentence with remedy; other errors are handed through. */
export function explainListenError(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const options = { cause: error };
  if (code === 'EADDRINUSE') {
    return new OperatorError('port', `Port ${port} on ${host} is taken by another program.`, `Stop that program or set VOLANO_PORT to a free port, for example VOLANO_PORT=${port === 65_535 ? 3000 : port + 1}.`, options);
  }
  if (code === 'EACCES') {
    return new OperatorError('port', `This user may not listen on port ${port}.`, 'Set VOLANO_PORT to a port above 1023 and put a reverse proxy in front of it.', options);
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EINVAL') {
    return new OperatorError('port', `This machine has no address ${host}.`, 'Set VOLANO_HOST to 127.0.0.1 for this machine only, or to 0.0.0.0 for every network.', options);
  }
  return error;
}
