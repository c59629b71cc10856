import { UpstreamError } from '#platform/errors';
import { quoteDocumentSchema, type QuoteDocumentData } from './quote-document.ts';
import { quoteView } from './quote-view.ts';
import type { Renderer } from './renderer.ts';

/**
 * The printed quote with its payment plan, A4, declared PDF/A-2b; equal data gives equal bytes. A dealer's logo that
 * cannot be drawn never stops a sale: the document is then made with the name alone.
 * Throws ZodError when the figures do not add up (a bug of the caller), UpstreamError as `Renderer.render` does.
 */
export async function renderQuoteWith(renderer: Renderer, data: QuoteDocumentData): Promise<Uint8Array> {
  const quote = quoteDocumentSchema.parse(data);
  const { logoSvg } = quote.dealer;
  if (logoSvg === null) return renderer.render('quote', quoteView(quote, { logo: false }));
  try {
    return await renderer.render('quote', quoteView(quote, { logo: true }), { logo: logoSvg });
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.retryable) throw error;
    return renderer.render('quote', quoteView(quote, { logo: false }));
  }
}
