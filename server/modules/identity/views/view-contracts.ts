/** Contracts of saved views: filters, order and columns of a list under a name. */
import { z } from 'zod';
import { defineRoute, plainText, uuid } from '#platform/contract';

/** Lists that have views. */
export const viewList = z.enum(['quotes', 'stock']);
export type ViewList = z.infer<typeof viewList>;

/** What stands behind the question mark of the list's address, page and selection apart. */
export const viewQuery = z.record(z.string().regex(/^[a-zA-Z]{1,40}$/), z.string().max(300)).refine((query) => Object.keys(query).length <= 25, { params: { code: 'too_many_keys' } });

export const savedView = z.object({
  id: uuid,
  list: viewList,
  name: z.string(),
  query: z.record(z.string(), z.string()),
  shared: z.boolean(),
  /** Mine to change; others' shared views may only be used. */
  own: z.boolean(),
  /** Name of the owner of a shared view. */
  ownerName: z.string().nullable(),
  /** The list opens with it. */
  opensList: z.boolean(),
});
export type SavedView = z.infer<typeof savedView>;

const viewBody = z.strictObject({ name: plainText(60, 1), query: viewQuery, shared: z.boolean() });

const nameTaken = { it: 'Hai già una vista con questo nome: scegline un altro.', en: 'You already have a view with this name: choose another.' };
const tooMany = { it: 'Hai già {most} viste di questo elenco: eliminane una.', en: 'You already have {most} views of this list: delete one.' };
/** Views that one personality may keep of a list. */
export const mostViews = 30;

export const listViewsRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/views',
  summary: 'Saved views of a list: one’s own first, then those shared with one’s node, by name.',
  access: 'signed-in',
  query: z.strictObject({ list: viewList }),
  response: z.object({ items: z.array(savedView) }),
});

export const addViewRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/views',
  summary: 'Saves a view; a shared one is seen by everybody of the dealer, or of the node of somebody above.',
  access: 'signed-in',
  body: viewBody.extend({ list: viewList }),
  response: savedView,
  refusals: { name_taken: nameTaken, too_many_views: tooMany },
});

export const changeViewRoute = defineRoute({
  method: 'PUT',
  path: '/api/identity/views/:id',
  summary: 'Changes one of one’s own views.',
  access: 'signed-in',
  params: z.object({ id: uuid }),
  body: viewBody,
  response: savedView,
  refusals: { name_taken: nameTaken },
});

export const removeViewRoute = defineRoute({
  method: 'DELETE',
  path: '/api/identity/views/:id',
  summary: 'Deletes one of one’s own views; those for whom it opened the list see all of it again.',
  access: 'signed-in',
  params: z.object({ id: uuid }),
  response: z.object({ removed: z.literal(true) }),
});

export const openWithViewRoute = defineRoute({
  method: 'PUT',
  path: '/api/identity/default-views/:list',
  summary: 'Chooses the view with which a list opens; null opens all of it.',
  access: 'signed-in',
  params: z.object({ list: viewList }),
  body: z.strictObject({ viewId: uuid.nullable() }),
  response: z.object({ viewId: uuid.nullable() }),
});
