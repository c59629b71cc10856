import type { Module } from '#platform/module';
import { communicationsRoutes } from './http.ts';

export const communicationsModule: Module = { name: 'communications', routes: communicationsRoutes };
