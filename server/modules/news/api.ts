/** Contracts of the information network, shared with the web. */
export * from './reader-contracts.ts';
export * from './writer-contracts.ts';
export * from './receipt-contracts.ts';
