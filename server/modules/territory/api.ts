/** Contracts of the module territory, shared with the web. */
export * from './move-contracts.ts';
export * from './tree-contracts.ts';
