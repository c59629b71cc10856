import type { Module } from '#platform/module';
import { closeRenderer } from './house-renderer.ts';

export const documentsModule: Module = { name: 'documents', close: closeRenderer };
