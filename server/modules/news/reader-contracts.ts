/** What readers ask of the information network. Pure. */
import { z } from 'zod';
import { civilDate, defineRoute, instant, plainText, uuid } from '#platform/contract';

export const newsKind = z.enum(['news', 'circular', 'document']);
export type NewsKind = z.infer<typeof newsKind>;
/** `draft` → (`scheduled` →) `published` → `superseded` by the next version or `withdrawn` → `archived`. */
export const versionState = z.enum(['draft', 'scheduled', 'published', 'superseded', 'withdrawn', 'archived']);
export type VersionState = z.infer<typeof versionState>;
/** Actions that an item may close to its audience until it is confirmed. */
export const gateName = z.enum(['selling']);
export type GateName = z.infer<typeof gateName>;

/** `language`: the one the file speaks; null: any. */
export const attachmentSchema = z.object({ id: uuid, fileName: z.string(), mediaType: z.string(), sizeBytes: z.number().int(), language: z.enum(['it', 'en']).nullable() });
export type NewsAttachment = z.infer<typeof attachmentSchema>;

const itemSummary = z.object({
  id: uuid,
  version: z.number().int(),
  kind: newsKind,
  state: versionState,
  titleIt: z.string(),
  titleEn: z.string().nullable(),
  validFrom: civilDate,
  /** First day on which it no longer holds. */
  validTo: civilDate.nullable(),
  publishedAt: instant,
  publisher: z.string(),
  mustConfirm: z.boolean(),
  gates: z.array(gateName),
  confirmBy: civilDate.nullable(),
  attachments: z.number().int(),
  firstSeenAt: instant.nullable(),
  confirmedAt: instant.nullable(),
});
export type NewsSummary = z.infer<typeof itemSummary>;

export const listNewsRoute = defineRoute({
  method: 'GET',
  path: '/api/news/items',
  summary: 'What is addressed to the acting personality: what holds today, or the archive; unread first, then newest first, or by rank of a search in Italian and English.',
  access: 'news.item.read',
  query: z.strictObject({
    view: z.enum(['current', 'archive']).default('current'),
    kind: newsKind.optional(),
    unread: z.enum(['yes']).optional(),
    q: plainText(100).optional(),
    offset: z.coerce.number().int().min(0).max(5000).default(0),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.object({ items: z.array(itemSummary), hasMore: z.boolean() }),
});

export const newsBadgeRoute = defineRoute({
  method: 'GET',
  path: '/api/news/badge',
  summary: 'How many items that hold today the acting personality has not read, and how many wait to be confirmed.',
  access: 'news.item.read',
  response: z.object({ unread: z.number().int(), toConfirm: z.number().int() }),
});

export const readNewsRoute = defineRoute({
  method: 'GET',
  path: '/api/news/items/:id',
  summary: 'One item in full: the version that holds, or an earlier one by its number, with the acting personality’s own receipt.',
  access: 'news.item.read',
  params: z.object({ id: uuid }),
  query: z.strictObject({ version: z.coerce.number().int().min(1).max(1000).optional() }),
  response: itemSummary.extend({
    bodyIt: z.string(),
    bodyEn: z.string().nullable(),
    files: z.array(attachmentSchema),
    /** Published versions the reader may open, newest first. */
    versions: z.array(z.object({ version: z.number().int(), state: versionState, publishedAt: instant })),
    /** Whether it may be confirmed now. */
    canConfirm: z.boolean(),
  }),
});

export const receiptSchema = z.object({ firstSeenAt: instant, confirmedAt: instant.nullable() });
const versionParams = z.object({ id: uuid, version: z.coerce.number().int().min(1).max(1000) });

export const seenNewsRoute = defineRoute({
  method: 'POST',
  path: '/api/news/items/:id/versions/:version/seen',
  summary: 'Notes that the acting personality has this version in front of it; the first time counts.',
  access: 'news.item.read',
  params: versionParams,
  response: receiptSchema,
});

export const confirmNewsRoute = defineRoute({
  method: 'POST',
  path: '/api/news/items/:id/versions/:version/confirm',
  summary: 'Confirms as the acting personality that this version was read; what it had closed opens at once. A second time changes nothing.',
  access: 'news.item.read',
  params: versionParams,
  response: receiptSchema,
  refusals: {
    nothing_to_confirm: { it: 'Questa comunicazione non chiede conferma.', en: 'This item asks for no confirmation.' },
    newer_version: { it: 'Nel frattempo è uscita una versione nuova: leggi e conferma quella.', en: 'A newer version came out meanwhile: read and confirm that one.' },
  },
});

export const newsFileRoute = defineRoute({
  method: 'GET',
  path: '/api/news/items/:id/versions/:version/files/:fileId',
  summary: 'An attachment of a version, as a file to download.',
  access: 'news.item.read',
  params: versionParams.extend({ fileId: uuid }),
  response: z.unknown(),
  produces: 'application/octet-stream',
});

const digestChoice = z.strictObject({ daily: z.boolean() });
export const getDigestRoute = defineRoute({
  method: 'GET',
  path: '/api/news/digest',
  summary: 'Whether the person receives a daily mail with what is still unread.',
  access: 'news.item.read',
  response: digestChoice,
});

export const setDigestRoute = defineRoute({
  method: 'PUT',
  path: '/api/news/digest',
  summary: 'Chooses the daily mail with what is still unread.',
  access: 'news.item.read',
  body: digestChoice,
  response: digestChoice,
});
