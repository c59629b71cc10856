import helmetPlugin from '@fastify/helmet';
import { fastify, type FastifyInstance } from 'fastify';
import { expect, test } from 'vitest';
import { sendSecurityHeaders } from './security-headers.ts';

async function headersOf(prepare: (app: FastifyInstance) => unknown, address: string): Promise<Record<string, unknown>> {
  const app = fastify();
  await prepare(app);
  app.get('/', () => 'x');
  const { date: _date, ...headers } = (await app.inject({ url: address })).headers;
  await app.close();
  return headers;
}

const helmet = (secure: boolean) => (app: FastifyInstance) =>
  app.register(helmetPlugin, {
    contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] }, useDefaults: false },
    hsts: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });

test.each([
  [true, '/'],
  [false, '/'],
  [true, '/not-there'],
])('behind https %s, at %s: what helmet would send', async (secure, address) => {
  const own = await headersOf((app) => sendSecurityHeaders(app, secure), address);
  expect(own).toEqual(await headersOf(helmet(secure), address));
  expect(own['strict-transport-security'] !== undefined).toBe(secure);
});
