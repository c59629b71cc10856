/** Serves the built web application: hashed files for a year, the page itself never stored, a strict content policy. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import staticPlugin from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../errors.ts';
import { readFirstLinks } from './first-links.ts';
import type { SessionCookie } from './session-cookie.ts';

/** Placeholder in index.html that is replaced by a fresh value for every page. */
export const noncePlaceholder = '__CSP_NONCE__';

function policy(nonce: string, secure: boolean): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    // Positions computed by the component library are style attributes; they cannot carry a nonce and run no code.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

interface WebOptions {
  readonly secure: boolean;
  readonly cookie: SessionCookie;
}

/**
 * Registers static files and the fall-back to the page for every address that a browser navigates to. Whoever brings a
 * session is sent the links of the page asked for; others see the sign-in first, and are sent those of its files.
 */
export async function registerWeb(app: FastifyInstance, webDir: string, { secure, cookie }: WebOptions): Promise<void> {
  const page = await readFile(join(webDir, 'index.html'), 'utf8');
  const sharedFile = join(webDir, 'shared.html');
  const sharedPage = existsSync(sharedFile) ? await readFile(sharedFile, 'utf8') : undefined;
  const firstLinks = readFirstLinks(webDir);
  await app.register(staticPlugin, { root: join(webDir, 'assets'), prefix: '/assets/', immutable: true, maxAge: '365d', index: false, preCompressed: true, cacheControl: true });
  await app.register(staticPlugin, { root: webDir, prefix: '/', index: false, wildcard: false, decorateReply: false, serve: false });
  // What whoever holds a link sees without signing in: told to no other site, kept by no cache, found by no search.
  app.get('/p/:token', { schema: { hide: true }, config: { rateLimit: { max: 120, timeWindow: '1 minute' } } }, async (_request, reply) => {
    if (sharedPage === undefined) throw new AppError('not_found');
    reply.headers({ 'content-security-policy': policy(randomBytes(16).toString('base64'), secure), 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow, noarchive' });
    return reply.type('text/html; charset=utf-8').send(sharedPage);
  });
  app.get('/*', { schema: { hide: true }, config: { rateLimit: { max: 1200, timeWindow: '1 minute' } } }, async (request, reply) => {
    if (request.url.startsWith('/api/') || request.url.startsWith('/assets/') || !(request.headers.accept ?? '').includes('text/html')) throw new AppError('not_found');
    const nonce = randomBytes(16).toString('base64');
    const links = firstLinks(cookie.read(request) === undefined ? 'nobody' : (request.url.split('?', 1)[0] ?? ''));
    const html = page.replaceAll(noncePlaceholder, nonce).replace('</head>', `  ${links}\n  </head>`);
    return reply.header('content-security-policy', policy(nonce, secure)).type('text/html; charset=utf-8').send(html);
  });
}
