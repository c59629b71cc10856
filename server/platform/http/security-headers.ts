import helmetPlugin from '@fastify/helmet';
import { fastify, type FastifyInstance } from 'fastify';

/** What every answer of Fastify carries by itself. */
const notOfHelmet = new Set(['content-length', 'content-type', 'date', 'connection', 'keep-alive']);

/** The headers that helmet sends for our choices: they are the same for every request, so it is asked once. */
async function askHelmet(secure: boolean): Promise<Record<string, string>> {
  const app = fastify();
  await app.register(helmetPlugin, {
    // Pages carry their own policy (web.ts); everything else may load nothing at all.
    contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] }, useDefaults: false },
    hsts: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
  app.get('/', () => '');
  const { headers } = await app.inject('/');
  await app.close();
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (notOfHelmet.has(name) || value === undefined ? [] : [[name, String(value)]])));
}

/** Sets the security headers before anything else happens, so that refusals and failures carry them too. */
export async function sendSecurityHeaders(app: FastifyInstance, secure: boolean): Promise<void> {
  const headers = await askHelmet(secure);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}
