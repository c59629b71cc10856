import type { Module } from '#platform/module';
import { closeRenderer } from './house-renderer.ts';
import { documentsRoutes } from './http.ts';

export const documentsModule: Module = {
  name: 'documents',
  privileges: [{ key: 'documents.brand.write', it: 'Decidere logo e colore dei documenti', en: 'Decide logo and colour of documents' }],
  routes: documentsRoutes,
  close: closeRenderer,
};
