import { route, streamRoute, type RouteHandler } from '#platform/http/route';
import { done } from '#platform/result';
import {
  addPhotoRoute, deletePhotoRoute, exportChosenStockRoute, exportStockRoute, getStockVehicleRoute, listSitesRoute, listStockRoute, orderPhotosRoute, photoFileRoute, releaseReservationRoute, reserveVehicleRoute, sellVehicleRoute, stockPageRoute,
} from './api.ts';
import { addPhoto, deletePhoto, orderPhotos, photoFile } from './edit-photos.ts';
import { exportChosenStock, exportStock } from './export-stock.ts';
import { releaseReservation } from './release-reservation.ts';
import { reserveVehicle } from './reserve-vehicle.ts';
import { sellVehicle } from './sell-vehicle.ts';
import { listSites, listStock } from './stock-list.ts';
import { getStockPage } from './stock-page.ts';
import { getStockVehicle } from './stock.ts';

/** Stock: reading, holding and selling, photos. */
export const stockRoutes: readonly RouteHandler[] = [
  route(listStockRoute, async (ctx, { query }) => done(await listStock(ctx, query))),
  streamRoute(exportStockRoute, async (ctx, { query: { format, language, ...filter } }) => done(await exportStock(ctx, filter, { format, language }))),
  streamRoute(exportChosenStockRoute, async (ctx, { body: { ids, format, language } }) => done(exportChosenStock(ctx, ids, { format, language }))),
  route(getStockVehicleRoute, async (ctx, { params }) => done(await getStockVehicle(ctx, params.id))),
  route(listSitesRoute, async (ctx, { query }) => done({ items: await listSites(ctx, query.text ?? '', query.limit) })),
  route(stockPageRoute, async (ctx, { params }) => done(await getStockPage(ctx, params.id))),
  route(reserveVehicleRoute, async (ctx, { params, body }) => reserveVehicle(ctx, { stockId: params.id, quoteId: null, days: body.days })),
  route(releaseReservationRoute, async (ctx, { params }) => releaseReservation(ctx, { stockId: params.id, quoteId: null })),
  route(sellVehicleRoute, async (ctx, { params }) => sellVehicle(ctx, { stockId: params.id, quoteId: null })),
  route(addPhotoRoute, async (ctx, { params, body }, { mediaType }) => addPhoto(ctx, params.id, body, mediaType)),
  route(orderPhotosRoute, async (ctx, { params, body }) => orderPhotos(ctx, params.id, body.photoIds)),
  route(deletePhotoRoute, async (ctx, { params }) => deletePhoto(ctx, params.id, params.photoId)),
  route(photoFileRoute, async (ctx, { params }) => done(await photoFile(ctx, params.id, params.photoId, params.size))),
];
