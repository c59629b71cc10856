import type { FormDocumentData } from './form-document.ts';
import type { QuoteSetData } from './quote-set.ts';
import { renderFormWith } from './render-form.ts';
import { renderQuoteSetWith } from './render-quote.ts';
import { createRenderer, type Renderer } from './renderer.ts';

let renderer: Renderer | undefined;

/** The renderer of this process: one render process, started with the first document. */
function houseRenderer(): Renderer {
  renderer ??= createRenderer();
  return renderer;
}

/** The printed quote with the plan of every proposal as PDF; see `renderQuoteSetWith` for what it throws. */
export function renderQuote(data: QuoteSetData): Promise<Uint8Array> {
  return renderQuoteSetWith(houseRenderer(), data);
}

/** A form of labelled rows as PDF; see `renderFormWith` for what it throws. */
export function renderForm(data: FormDocumentData): Promise<Uint8Array> {
  return renderFormWith(houseRenderer(), data);
}

/** Ends the render process; for the program's own shutdown. A later document starts a new one. */
export async function closeRenderer(): Promise<void> {
  const closing = renderer;
  renderer = undefined;
  await closing?.close();
}
