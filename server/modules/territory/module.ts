import type { Module } from '#platform/module';

export const territoryModule: Module = { name: 'territory' };
