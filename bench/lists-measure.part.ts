import { createHash } from 'node:crypto';
import type { Database, Frame } from '#platform/db';
import type { Context } from '#platform/context';
import { listQuotes, type QuoteListQuery } from '../server/modules/quoting/lists/quote-list.ts';
import { silentLog } from '../server/testing/world.ts';
import { nodeOf, today } from './lists-world.part.ts';

export interface Scope {
  readonly name: string;
  readonly nodeId: number;
}

export const scopesOf = (company: number): readonly Scope[] => [
  { name: 'dealer', nodeId: nodeOf.dealer },
  { name: 'area', nodeId: nodeOf.area },
  { name: 'headquarters', nodeId: company },
];

const page = { limit: 50 } as const;
export const lists: readonly (readonly [name: string, query: QuoteListQuery])[] = [
  ['newest', { ...page }],
  ['newest, oldest first', { ...page, order: 'asc' }],
  ['number', { ...page, sort: 'number' }],
  ['amount', { ...page, sort: 'amount' }],
  ['instalment', { ...page, sort: 'instalment' }],
  ['expiry', { ...page, sort: 'expiry' }],
  ['seller', { ...page, sort: 'seller' }],
  ['open', { ...page, status: 'open' }],
  ['open, by expiry', { ...page, status: 'open', sort: 'expiry' }],
  ['expired', { ...page, status: 'expired' }],
  ['expired, newest', { ...page, status: 'expired', sort: 'newest' }],
  ['one seller', { ...page, sellerNodeId: nodeOf.seller }],
  ['one dealer', { ...page, dealerNodeId: nodeOf.dealer }],
  ['made in a month', { ...page, madeFrom: '2025-03-01', madeTo: '2025-03-31' }],
  ['leases', { ...page, plan: 'lease' }],
  ['companies', { ...page, customerType: 'company' }],
  ['amount between', { ...page, amountFromCents: 1_500_000, amountToCents: 2_000_000 }],
  ['instalment to 250 €', { ...page, instalmentToCents: 25_000, sort: 'instalment', order: 'desc' }],
  ['follow-up due', { ...page, followUp: 'due' }],
  ['follow-up due, newest', { ...page, followUp: 'due', sort: 'newest' }],
  ['a car in stock', { ...page, stockId: createHash('md5').update('s45').digest('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5') }],
  ['text: yaris', { ...page, text: 'yaris' }],
  ['text: rossi', { ...page, text: 'rossi' }],
  ['text: a name', { ...page, text: 'rossi cliente19912' }],
  ['text: a plate', { ...page, text: 'GA 045 BC' }],
  ['text: a telephone', { ...page, text: '+39 331 234567' }],
  ['open leases', { ...page, status: 'open', plan: 'lease' }],
  ['open, by amount', { ...page, status: 'open', sort: 'amount' }],
  ['a month, by amount', { ...page, madeFrom: '2025-03-01', madeTo: '2025-03-31', sort: 'amount' }],
  ['a seller’s month', { ...page, sellerNodeId: nodeOf.seller, madeFrom: '2025-03-01', madeTo: '2025-03-31' }],
  ['leases, by amount', { ...page, plan: 'lease', sort: 'amount' }],
  ['due and open', { ...page, followUp: 'due', status: 'open' }],
  ['open, text: rossi', { ...page, status: 'open', text: 'rossi' }],
  ['text: rossi yaris', { ...page, text: 'rossi yaris' }],
];

const rounds = 15;
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** One page as somebody of that scope: transaction, settings, rights and all. */
export async function readPage(database: Database, scope: Scope, query: QuoteListQuery): Promise<number> {
  const frame: Frame = { tenantId: 1, scopeNodeId: scope.nodeId, reachNodeId: scope.nodeId, accountId: null, personalityId: null };
  const actor = { kind: 'person', accountId: null, personalityId: null, displayName: '', profile: '', privileges: new Set<string>(), scopeNodeId: scope.nodeId, reachNodeId: scope.nodeId } as const;
  return database.transaction(frame, async (tx) => {
    const ctx: Context = { tx, tenant: { id: 1, code: 'NET', name: 'Rete' }, actor, now: new Date(`${today}T10:00:00Z`), today, requestId: 'bench', language: 'it', log: silentLog };
    return (await listQuotes(ctx, query)).items.length;
  });
}

/** Times every list in both worlds in turn; medians in milliseconds. A small world may fill less of a page: `rows` tells both. */
export async function measureLists(small: Database, large: Database, scope: Scope): Promise<{ name: string; small: number; large: number; rows: string }[]> {
  const lines = [];
  for (const [name, query] of lists) {
    const times = { small: [] as number[], large: [] as number[] };
    const shown = { small: 0, large: 0 };
    for (let round = -3; round < rounds; round += 1) {
      for (const [which, database] of [['small', small], ['large', large]] as const) {
        const started = performance.now();
        shown[which] = await readPage(database, scope, query);
        if (round >= 0) times[which].push(performance.now() - started);
      }
    }
    lines.push({ name, small: median(times.small), large: median(times.large), rows: `${shown.small}/${shown.large}` });
  }
  return lines;
}
