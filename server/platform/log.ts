import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';

/**
 * Structured log on standard error, one JSON object a line. Request and account ids go in, personal data never:
 * the paths below are removed even when somebody passes a whole object by mistake.
 */
export function createLog(config: Pick<Config, 'logLevel'>, role: string): Logger {
  return pino(
    {
      level: config.logLevel,
      base: { role, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['password', '*.password', 'email', '*.email', 'cookie', '*.cookie', 'authorization', '*.authorization', 'displayName', '*.displayName', 'body', '*.body'],
        remove: true,
      },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
