import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { sendSecurityHeaders } from './security-headers.ts';

test.each([
  [true, '/'],
  [false, '/'],
  [true, '/not-there'],
])('behind https %s, at %s', async (secure, url) => {
  const app = fastify();
  await sendSecurityHeaders(app, secure);
  app.get('/', () => 'x');
  const { headers } = await app.inject({ url });
  await app.close();
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
  });
  expect(headers['strict-transport-security']).toBe(secure ? 'max-age=31536000; includeSubDomains' : undefined);
  expect(headers).not.toHaveProperty('x-powered-by');
});
