/** Contracts of the module territory, shared with the web. */
export * from './change-contracts.ts';
export * from './move-contracts.ts';
export * from './people-contracts.ts';
export * from './tree-contracts.ts';
