/** Tells the owner of an account what happened to it: in the desk, and by mail to the address that is the login name. */
import { newDeviceKind, passwordChangedKind } from '#identity';
import type { Consumer } from '#platform/outbox';
import { sql } from '#platform/sql';
import { mailAddress } from './mail-contracts.ts';
import { notify } from './notifications.ts';
import { ownerMail } from './owner-mail.ts';
import { sendMail } from './send-mail.ts';

/** Once per event: the position is part of the cause. */
export const tellOwner: Consumer = {
  name: 'communications.tell-owner',
  kinds: [newDeviceKind, passwordChangedKind],
  handle: async (ctx, event) => {
    const personalityId = String(event.payload['personalityId']);
    const person = await ctx.tx.maybeRow<{ account_id: string; login_name: string; display_name: string; language: 'it' | 'en' }>(sql`
      select p.account_id, p.login_name, p.display_name, p.language from identity.v_people p where p.tenant_id = ${ctx.tenant.id} and p.personality_id = ${personalityId}`);
    if (person === undefined) return;
    const at = event.createdAt.toISOString();
    await notify(ctx, {
      addressees: [{ personalityId, accountId: person.account_id, nodeId: event.nodeId }], kind: event.kind, facts: { at }, link: '/account', source: `${event.kind}:${event.position}`,
    });
    if (!mailAddress.safeParse(person.login_name).success) return;
    const mail = ownerMail(event.kind === newDeviceKind ? 'newDevice' : 'passwordChanged', { name: person.display_name, at: event.createdAt, language: person.language });
    await sendMail(ctx, { nodeId: event.nodeId, cause: event.kind, to: person.login_name, senderName: ctx.tenant.name, replyTo: null, ...mail, attachments: [] });
  },
};
