import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';
import type { Log } from './context.ts';

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

/** The log of one piece of work: its fields stand on every line. */
export function withFields(log: Log, fields: object): Log {
  return {
    debug: (more, message) => log.debug({ ...fields, ...more }, message),
    info: (more, message) => log.info({ ...fields, ...more }, message),
    warn: (more, message) => log.warn({ ...fields, ...more }, message),
    error: (more, message) => log.error({ ...fields, ...more }, message),
  };
}
