import { networkOf } from '#identity';
import { route, streamRoute, type RouteHandler } from '#platform/http/route';
import { done, refuse } from '#platform/result';
import { findAddressable } from './addressable.ts';
import {
  addressableRoute, archiveRoute, attachFileRoute, confirmNewsRoute, createDraftRoute, detachFileRoute, dropDraftRoute, exportReceiptsRoute, getDigestRoute, listHeadsRoute, listNewsRoute, listWrittenRoute, newsBadgeRoute, newsFileRoute,
  newVersionRoute, openWrittenRoute, previewAudienceRoute, publishRoute, readNewsRoute, receiptPeopleRoute, receiptsByAreaRoute, saveDraftRoute, seenNewsRoute, setDigestRoute, unscheduleRoute, withdrawRoute,
} from './api.ts';
import { attachFile, detachFile } from './attach-file.ts';
import { figuresOf, linesFrom, placesOutsideScope } from './audience.ts';
import { chooseDigest, findDigestChoice } from './digest.ts';
import { createDraft, dropDraft, newVersion, openWritten, saveDraft } from './edit-draft.ts';
import { countUnread, pageNews } from './news-list.ts';
import { endPublished, publishDraft, unschedule } from './publish-version.ts';
import { confirmNews, markSeen, newsFile, readNews } from './read-news.ts';
import { exportReceipts, pageHeads, pageReceipts, receiptsByArea } from './receipts-by-area.ts';
import { pageWritten } from './versions.ts';

export const newsRoutes: readonly RouteHandler[] = [
  route(listNewsRoute, async (ctx, { query }) => done(await pageNews(ctx, query))),
  route(newsBadgeRoute, async (ctx) => done(await countUnread(ctx))),
  route(readNewsRoute, async (ctx, { params, query }) => done(await readNews(ctx, params.id, query.version))),
  route(seenNewsRoute, async (ctx, { params }) => done(await markSeen(ctx, params.id, params.version))),
  route(confirmNewsRoute, async (ctx, { params }, { address }) => confirmNews(ctx, params.id, params.version, networkOf(address))),
  route(newsFileRoute, async (ctx, { params }) => done(await newsFile(ctx, params.id, params.version, params.fileId))),
  route(getDigestRoute, async (ctx) => done({ daily: await findDigestChoice(ctx) })),
  route(setDigestRoute, async (ctx, { body }) => {
    await chooseDigest(ctx, body.daily);
    return done({ daily: body.daily });
  }),
  route(listWrittenRoute, async (ctx, { query }) => {
    const { items, hasMore } = await pageWritten(ctx, query);
    return done({
      items: items.map(({ id, version, kind, state, titleIt, validFrom, validTo, publishAt, changedAt }) => ({
        id, version, kind, state, titleIt, validFrom, validTo, publishAt: publishAt?.toISOString() ?? null, changedAt: changedAt.toISOString(),
      })),
      hasMore,
    });
  }),
  route(createDraftRoute, async (ctx, { body }) => createDraft(ctx, body)),
  route(openWrittenRoute, async (ctx, { params, query }) => done(await openWritten(ctx, params.id, query.version))),
  route(saveDraftRoute, async (ctx, { params, body }) => saveDraft(ctx, params.id, body)),
  route(dropDraftRoute, async (ctx, { params }) => dropDraft(ctx, params.id)),
  route(newVersionRoute, async (ctx, { params }) => newVersion(ctx, params.id)),
  route(attachFileRoute, async (ctx, { params, query, body }, { mediaType }) => attachFile(ctx, params.id, { name: query.fileName, language: query.language ?? null, mediaType, bytes: body })),
  route(detachFileRoute, async (ctx, { params }) => detachFile(ctx, params.id, params.fileId)),
  route(publishRoute, async (ctx, { params, body }) => publishDraft(ctx, params.id, body)),
  route(unscheduleRoute, async (ctx, { params }) => unschedule(ctx, params.id)),
  route(withdrawRoute, async (ctx, { params, body }) => endPublished(ctx, params.id, 'withdrawn', body.reason)),
  route(archiveRoute, async (ctx, { params }) => endPublished(ctx, params.id, 'archived')),
  route(previewAudienceRoute, async (ctx, { body }) => {
    if ((await placesOutsideScope(ctx, body.audience.map((line) => line.nodeId))).length > 0) return refuse('place_outside_scope', 'body.audience');
    return done(await figuresOf(ctx, linesFrom(body.audience)));
  }),
  route(addressableRoute, async (ctx, { query }) => done(await findAddressable(ctx, query.q))),
  route(listHeadsRoute, async (ctx, { query }) => done(await pageHeads(ctx, query))),
  route(receiptsByAreaRoute, async (ctx, { params, query }) => done(await receiptsByArea(ctx, { itemId: params.id, version: params.version, nodeId: query.nodeId }))),
  route(receiptPeopleRoute, async (ctx, { params, query }) => done(await pageReceipts(ctx, { itemId: params.id, version: params.version, nodeId: undefined, ...query }))),
  streamRoute(exportReceiptsRoute, async (ctx, { params, query: { nodeId, show, ...shape } }) => done(await exportReceipts(ctx, { itemId: params.id, version: params.version, nodeId, show }, shape))),
];
