import { quoteDocumentSchema, type QuoteDocumentData } from './quote-document.ts';
import { quoteView } from './quote-view.ts';
import { renderWithLogo } from './render-with-logo.ts';
import type { Renderer } from './renderer.ts';

/**
 * The printed quote with its payment plan, A4, declared PDF/A-2b; equal data gives equal bytes.
 * Throws ZodError when the figures do not add up (a bug of the caller), UpstreamError as `Renderer.render` does.
 */
export async function renderQuoteWith(renderer: Renderer, data: QuoteDocumentData): Promise<Uint8Array> {
  const quote = quoteDocumentSchema.parse(data);
  return renderWithLogo(renderer, 'quote', quote.dealer.logoSvg, (options) => quoteView(quote, options));
}
