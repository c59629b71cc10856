import { UpstreamError } from '#platform/errors';
import type { JsonValue } from './printable-text.ts';
import type { Renderer } from './renderer.ts';

/**
 * Draws a template with the issuer's mark. A mark that cannot be drawn never stops a sale: the document is then made with
 * the name alone. Throws UpstreamError as `Renderer.render` does.
 */
export async function renderWithLogo(renderer: Renderer, template: string, logoSvg: string | null, view: (options: { logo: boolean }) => JsonValue): Promise<Uint8Array> {
  if (logoSvg === null) return renderer.render(template, view({ logo: false }));
  try {
    return await renderer.render(template, view({ logo: true }), { logo: logoSvg });
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.retryable) throw error;
    return renderer.render(template, view({ logo: false }));
  }
}
