import type { QuoteDocumentData } from './quote-document.ts';
import { quoteSetSchema, type QuoteSetData } from './quote-set.ts';
import { quoteView } from './quote-view.ts';
import { renderWithLogo } from './render-with-logo.ts';
import type { Renderer } from './renderer.ts';

/**
 * The printed quote, every proposal with its plan, behind a sheet that sets several side by side; A4, declared PDF/A-2b;
 * equal data gives equal bytes. Throws ZodError when the figures do not add up (a bug of the caller), UpstreamError as
 * `Renderer.render` does.
 */
export async function renderQuoteSetWith(renderer: Renderer, data: QuoteSetData): Promise<Uint8Array> {
  const set = quoteSetSchema.parse(data);
  return renderWithLogo(renderer, 'quote', set.quotes[0]?.dealer.logoSvg ?? null, (options) => quoteView(set, options));
}

/** A quote with one proposal; see `renderQuoteSetWith`. */
export async function renderQuoteWith(renderer: Renderer, quote: QuoteDocumentData): Promise<Uint8Array> {
  return renderQuoteSetWith(renderer, { kind: 'alternatives', quotes: [quote] });
}
