/**
 * Child of bench/paths.ts: one server over a database that stands, the program or the floor. Tells its address and, when asked,
 * the processor time it took so far; records a profile between `profile` and `profiled`.
 */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { fastify } from 'fastify';
import { loadConfig } from '#platform/config';
import { createDatabase } from '#platform/db';
import { hashToken } from '../server/modules/identity/sessions/sessions.ts';
import { hashingSlots, passwordFits } from '../server/modules/identity/accounts/password-hash.ts';
import { startServer } from '../server/main.ts';

/** What the floor answers, and by which cookie it looks a session up. */
export interface FloorAnswers {
  readonly cookieName: string;
  readonly answers: Readonly<Record<string, { readonly method: 'GET' | 'POST'; readonly url: string; readonly body: string; readonly hash: string | null }>>;
}

const database = createDatabase(process.env['DATABASE_URL'] ?? '');

/** The same session looked up by the same statement, the same bytes answered, and nothing else; a sign-in is its hash. */
async function startFloor({ cookieName, answers }: FloorAnswers): Promise<string> {
  const app = fastify();
  for (const { method, url, body, hash } of Object.values(answers)) {
    app.route({
      method,
      url: url.split('?', 1)[0] ?? url,
      handler: async (request, reply) => {
        if (hash !== null) await hashingSlots.run(() => passwordFits((request.body as { password: string }).password, hash));
        else await lookUp(request.headers.cookie?.split(`${cookieName}=`, 2)[1]?.split(';', 1)[0] ?? '');
        return reply.type('application/json; charset=utf-8').send(body);
      },
    });
  }
  return app.listen({ port: 0, host: '127.0.0.1' });
}

async function lookUp(token: string): Promise<void> {
  const { rows } = await database.pool.query({
    name: 'identity.resolve_session',
    text: 'select r.*, s.needs_second_factor from identity.resolve_session($1, $2) r join identity.sessions s on s.id = r.session_id',
    values: [hashToken(token), new Date()],
  });
  if (rows.length !== 1) throw new Error('no session');
}

const inspector = new Session();

const commands: Record<string, (given: unknown) => Promise<unknown>> = {
  program: async () => (await startServer(loadConfig(), database, { rateFactor: 10_000 })).url,
  floor: (given) => startFloor(given as FloorAnswers),
  microseconds: () => {
    const { user, system } = process.cpuUsage();
    return Promise.resolve(user + system);
  },
  profile: async () => {
    inspector.connect();
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.start');
  },
  profiled: async (file) => {
    const { profile } = await inspector.post('Profiler.stop');
    inspector.disconnect();
    writeFileSync(String(file), JSON.stringify(profile));
  },
};

process.on('message', ({ command, given }: { command: string; given: unknown }) => {
  void commands[command]?.(given).then((answer) => process.send?.({ answer: answer ?? null }));
});
process.on('disconnect', () => process.exit(0));
