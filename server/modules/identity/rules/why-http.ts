/** Routes that explain decisions, over the rules of all modules. */
import { route, type RouteHandler } from '#platform/http/route';
import { done } from '#platform/result';
import { replayDecisionRoute, whyQuestionsRoute, whyRoute } from '../api.ts';
import { explainReplay } from './replay-explain.ts';
import { explainWhy } from './why-explain.ts';
import type { Book } from './why-names.ts';

export function whyRoutes(book: Book): readonly RouteHandler[] {
  const items = book.kinds.map(({ kind, name, actions, find }) => ({ kind, name, named: find !== undefined, actions: Object.entries(actions).map(([action, words]) => ({ action, name: words })) }));
  return [
    route(whyQuestionsRoute, async () => done({ items })),
    route(whyRoute, async (ctx, { query }) => explainWhy(ctx, book, query)),
    route(replayDecisionRoute, async (ctx, { params }) => explainReplay(ctx, book, params.id)),
  ];
}
