import { z } from 'zod';
import { defineRoute, instant, pageQuery, uuid } from '#platform/contract';

export { headerText, mailAddress, mailState, type MailState } from './mail-contracts.ts';

export const notificationSchema = z.object({
  id: uuid,
  /** `quoting.quote-saved`, …: the web has words for each kind. */
  kind: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  link: z.string(),
  createdAt: instant,
  readAt: instant.nullable(),
});
export type Notification = z.infer<typeof notificationSchema>;

export const listNotifications = defineRoute({
  method: 'GET',
  path: '/api/communications/notifications',
  summary: 'Notifications of the active personality, newest first, with the number still unread.',
  access: 'signed-in',
  query: pageQuery.strict(),
  response: z.object({ items: z.array(notificationSchema), unread: z.number().int(), nextCursor: z.string().nullable() }),
});

export const markNotificationsRead = defineRoute({
  method: 'POST',
  path: '/api/communications/notifications/read',
  summary: 'Marks notifications of the active personality as read: the named ones, or all of them.',
  access: 'signed-in',
  body: z.strictObject({ ids: z.array(uuid).max(200).nullable() }),
  response: z.object({ marked: z.number().int(), unread: z.number().int() }),
});
