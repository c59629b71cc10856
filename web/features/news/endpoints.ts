/** The routes that the pages of the information network call. */
import type {
  addressableRoute, archiveRoute, attachFileRoute, confirmNewsRoute, createDraftRoute, detachFileRoute, dropDraftRoute, exportReceiptsRoute, getDigestRoute, listHeadsRoute, listNewsRoute, listWrittenRoute, newsBadgeRoute,
  newsFileRoute, newVersionRoute, openWrittenRoute, previewAudienceRoute, publishRoute, readNewsRoute, receiptPeopleRoute, receiptsByAreaRoute, saveDraftRoute, seenNewsRoute, setDigestRoute, unscheduleRoute, withdrawRoute,
} from '#news/api';
import { endpoint } from '../../request/index.ts';

export const listNews = endpoint<typeof listNewsRoute>('GET', '/api/news/items');
export const newsBadge = endpoint<typeof newsBadgeRoute>('GET', '/api/news/badge');
export const readNews = endpoint<typeof readNewsRoute>('GET', '/api/news/items/:id');
export const seenNews = endpoint<typeof seenNewsRoute>('POST', '/api/news/items/:id/versions/:version/seen');
export const confirmNews = endpoint<typeof confirmNewsRoute>('POST', '/api/news/items/:id/versions/:version/confirm');
export const newsFile = endpoint<typeof newsFileRoute>('GET', '/api/news/items/:id/versions/:version/files/:fileId');
export const getDigest = endpoint<typeof getDigestRoute>('GET', '/api/news/digest');
export const setDigest = endpoint<typeof setDigestRoute>('PUT', '/api/news/digest');
export const listWritten = endpoint<typeof listWrittenRoute>('GET', '/api/news/written');
export const createDraft = endpoint<typeof createDraftRoute>('POST', '/api/news/written');
export const openWritten = endpoint<typeof openWrittenRoute>('GET', '/api/news/written/:id');
export const saveDraft = endpoint<typeof saveDraftRoute>('PUT', '/api/news/written/:id');
export const dropDraft = endpoint<typeof dropDraftRoute>('DELETE', '/api/news/written/:id');
export const newVersion = endpoint<typeof newVersionRoute>('POST', '/api/news/written/:id/versions');
export const attachFile = endpoint<typeof attachFileRoute>('POST', '/api/news/written/:id/files');
export const detachFile = endpoint<typeof detachFileRoute>('DELETE', '/api/news/written/:id/files/:fileId');
export const publish = endpoint<typeof publishRoute>('POST', '/api/news/written/:id/publish');
export const unschedule = endpoint<typeof unscheduleRoute>('POST', '/api/news/written/:id/unschedule');
export const withdraw = endpoint<typeof withdrawRoute>('POST', '/api/news/written/:id/withdraw');
export const archive = endpoint<typeof archiveRoute>('POST', '/api/news/written/:id/archive');
export const previewAudience = endpoint<typeof previewAudienceRoute>('POST', '/api/news/audience', 'read-only');
export const addressable = endpoint<typeof addressableRoute>('GET', '/api/news/addressable');
export const listHeads = endpoint<typeof listHeadsRoute>('GET', '/api/news/receipts');
export const receiptsByArea = endpoint<typeof receiptsByAreaRoute>('GET', '/api/news/items/:id/versions/:version/receipts');
export const receiptPeople = endpoint<typeof receiptPeopleRoute>('GET', '/api/news/items/:id/versions/:version/receipts/people');
export const exportReceipts = endpoint<typeof exportReceiptsRoute>('GET', '/api/news/items/:id/versions/:version/receipts/file');
