import { randomBytes } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Language } from '#platform/context';
import { pagePolicy, renderPage, type GatewayPage } from './gateway-pages.ts';

/** Italian unless the reader asks for English first. */
export function languageOfReader(acceptLanguage: string | undefined): Language {
  return (acceptLanguage ?? '').trim().toLowerCase().startsWith('en') ? 'en' : 'it';
}

/** Answers with one of our pages from inside the provider; `formTargets` are addresses its forms may lead to. */
export function sendPage(ctx: KoaContextWithOIDC, fontPath: string | undefined, page: GatewayPage, formTargets: readonly string[] = []): void {
  const nonce = randomBytes(16).toString('base64');
  ctx.type = 'html';
  ctx.set('content-security-policy', pagePolicy(nonce, formTargets));
  ctx.body = renderPage(page, { language: languageOfReader(ctx.get('accept-language')), nonce, fontPath });
}
