import type { Module } from '#platform/module';
import { calculatorRoutes } from './http.ts';

/** Anybody signed in may calculate: the figures are the caller's own and nothing is stored. */
export const calculatorModule: Module = { name: 'calculator', routes: calculatorRoutes };
