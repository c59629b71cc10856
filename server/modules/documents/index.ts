export { archiveDocument, findDocument, type ArchivedDocument, type DocumentKey, type NewDocument } from './documents.ts';
export { closeRenderer, renderForm, renderQuote } from './house-renderer.ts';
export { createRenderer, type Renderer, type RendererOptions } from './renderer.ts';
export { renderQuoteWith } from './render-quote.ts';
export { quoteDocumentSchema, type QuoteDocument, type QuoteDocumentData } from './quote-document.ts';
export { formDocumentSchema, type FormDocument, type FormDocumentData } from './form-document.ts';
export { sampleQuote } from './quote-sample.ts';
