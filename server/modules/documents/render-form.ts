import { formDocumentSchema, type FormDocumentData } from './form-document.ts';
import { formView } from './form-view.ts';
import { renderWithLogo } from './render-with-logo.ts';
import type { Renderer } from './renderer.ts';

/**
 * A form of labelled rows in the dealer's brand, A4, declared PDF/A-2b; equal data gives equal bytes.
 * Throws ZodError for a row without answer and reason (a bug of the caller), UpstreamError as `Renderer.render` does.
 */
export async function renderFormWith(renderer: Renderer, data: FormDocumentData): Promise<Uint8Array> {
  const form = formDocumentSchema.parse(data);
  return renderWithLogo(renderer, 'form', form.dealer.logoSvg, (options) => formView(form, options));
}
