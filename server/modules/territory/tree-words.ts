import type { Bilingual } from '#platform/import-kind';
import type { TreeKey } from './tree-contracts.ts';

/** Names of the trees in files. */
export const treeWords: Readonly<Record<TreeKey, Bilingual>> = {
  sales: { it: 'Rete commerciale', en: 'Sales network' },
  credit: { it: 'Credito', en: 'Credit' },
  collection: { it: 'Recupero', en: 'Collection' },
};
