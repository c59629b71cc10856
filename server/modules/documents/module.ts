import type { Module } from '#platform/module';

export const documentsModule: Module = { name: 'documents' };
