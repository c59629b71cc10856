/** Who has read and who has not, by area. Pure. */
import { z } from 'zod';
import { civilDate, defineRoute, instant, uuid } from '#platform/contract';
import { newsKind, versionState } from './reader-contracts.ts';

const params = z.object({ id: uuid, version: z.coerce.number().int().min(1).max(1000) });
const nodeId = z.coerce.number().int().min(1).max(2_147_483_647).optional();
const figures = { recipients: z.number().int(), seen: z.number().int(), confirmed: z.number().int() };

export const listHeadsRoute = defineRoute({
  method: 'GET',
  path: '/api/news/receipts',
  summary: 'What was published to people within scope, newest first, to look at its receipts; words alone, not the text.',
  access: 'news.receipt.read',
  query: z.strictObject({ offset: z.coerce.number().int().min(0).max(5000).default(0), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  response: z.object({
    items: z.array(z.object({ id: uuid, version: z.number().int(), kind: newsKind, state: versionState, titleIt: z.string(), titleEn: z.string().nullable(), mustConfirm: z.boolean(), confirmBy: civilDate.nullable(), publishedAt: instant })),
    hasMore: z.boolean(),
  }),
});

export const receiptsByAreaRoute = defineRoute({
  method: 'GET',
  path: '/api/news/items/:id/versions/:version/receipts',
  summary: 'Recipients of a version within scope, how many have seen and confirmed it: in all and by area below a place.',
  access: 'news.receipt.read',
  params,
  query: z.strictObject({ nodeId }),
  response: z.object({
    titleIt: z.string(),
    titleEn: z.string().nullable(),
    mustConfirm: z.boolean(),
    total: z.object(figures),
    /** From the reader’s own place down to the one shown. */
    path: z.array(z.object({ nodeId: z.number().int(), name: z.string() })),
    areas: z.array(z.object({ nodeId: z.number().int(), code: z.string(), name: z.string(), ...figures })),
  }),
});

export const receiptPeopleRoute = defineRoute({
  method: 'GET',
  path: '/api/news/items/:id/versions/:version/receipts/people',
  summary: 'Recipients of a version at and below a place, by name: those who have not done what it asks, or all.',
  access: 'news.receipt.read',
  params,
  query: z.strictObject({ nodeId, show: z.enum(['missing', 'all']).default('missing'), offset: z.coerce.number().int().min(0).max(20_000).default(0), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  response: z.object({
    items: z.array(z.object({ personalityId: uuid, displayName: z.string(), label: z.string(), firstSeenAt: instant.nullable(), confirmedAt: instant.nullable() })),
    hasMore: z.boolean(),
  }),
});

export const exportReceiptsRoute = defineRoute({
  method: 'GET',
  path: '/api/news/items/:id/versions/:version/receipts/file',
  summary: 'The same list whole, as CSV or XLSX.',
  access: 'news.receipt.read',
  params,
  query: z.strictObject({ nodeId, show: z.enum(['missing', 'all']).default('missing'), format: z.enum(['csv', 'xlsx']).default('csv'), language: z.enum(['it', 'en']).default('it') }),
  response: z.unknown(),
  produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
});
