/** Routes of sharing and mail. Links are made outside the door's own transaction: an idempotency key would keep their address. */
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { gateRoute, route, type Gate, type RouteHandler, type Session } from '#platform/http/route';
import { sessionContext } from '#platform/http/session-context';
import { done } from '#platform/result';
import {
  askToGoOnRoute, endShareRoute, listSharesRoute, mailQuoteRoute, sharedDocumentRoute, sharedLogoRoute, sharedPhotoRoute, sharedPrecontractRoute, sharedQuoteRoute, shareQuoteRoute,
} from '../api.ts';
import { auditRead } from '../audit-read.ts';
import { mailQuote } from '../mail/mail-quote.ts';
import { openShare } from './share-door.ts';
import { askToGoOn } from './share-go-on.ts';
import { tellOpening } from './share-openings.ts';
import { sharedDocument, sharedLogo, sharedPhoto, sharedPrecontract } from './shared-papers.ts';
import { sharedQuote } from './shared-quote.ts';
import { shareQuote, sharesOf, stopSharing } from './share-quote.ts';

function signedIn(session: Session | undefined): Session {
  if (session === undefined) throw new AppError('not_signed_in');
  return session;
}

const asPerson = <T>(gate: Gate, session: Session, work: (ctx: Context) => Promise<T>): Promise<T> => gate.database.transaction(session.frame, (tx) => work(sessionContext(session, tx, gate)));

/** `publicUrl` is where customers reach this installation, without a slash at the end: never taken from a request. */
export function sharingRoutes({ publicUrl }: { readonly publicUrl: string }): readonly RouteHandler[] {
  return [
    gateRoute(shareQuoteRoute, async (gate, { params, body }, { session }) => asPerson(gate, signedIn(session), (ctx) => shareQuote(ctx, params.id, body, publicUrl))),
    route(listSharesRoute, async (ctx, { params }) => done(await sharesOf(ctx, params.id))),
    route(endShareRoute, async (ctx, { params }) => done(await stopSharing(ctx, params.id, params.shareId))),
    gateRoute(mailQuoteRoute, async (gate, { params, body }, { session }) => mailQuote(gate, signedIn(session), params.id, body, publicUrl)),
    gateRoute(sharedQuoteRoute, async (gate, { params }, visitor) => {
      const share = await openShare(gate, params.token);
      return share.inScope(async (ctx) => {
        const quote = await sharedQuote(ctx, share);
        await tellOpening(ctx, share, quote.revision, visitor);
        await auditRead(ctx, share.quoteId, 'link', quote.revision);
        return done(quote);
      });
    }),
    gateRoute(sharedDocumentRoute, async (gate, { params, query }) => done(await sharedDocument(gate, params.token, query.language))),
    gateRoute(sharedPrecontractRoute, async (gate, { params, query }, visitor) => done(await sharedPrecontract(gate, params.token, query, visitor))),
    gateRoute(sharedPhotoRoute, async (gate, { params }) => done(await sharedPhoto(gate, params.token, params.proposal))),
    gateRoute(sharedLogoRoute, async (gate, { params }) => done(await sharedLogo(gate, params.token))),
    gateRoute(askToGoOnRoute, async (gate, { params, body }) => {
      const share = await openShare(gate, params.token);
      return share.inScope((ctx) => askToGoOn(ctx, share, body));
    }),
  ];
}
