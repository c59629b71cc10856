/** Tells the owner of an account what happened to it: in the desk, and by mail to the address that is the login name. */
import { factorChangedKind, linkToken, newDeviceKind, passkeyAddedKind, passkeyCopiedKind, passkeyRemovedKind, passwordChangedKind, passwordResetAskedKind, recoveryAskedKind, recoveryConfirmedKind, recoveryDoneKind, recoveryStoppedKind, type LinkKind } from '#identity';
import type { Context } from '#platform/context';
import type { Consumer, OutboxEvent } from '#platform/outbox';
import type { InstallationKey } from '#platform/record-cipher';
import { sql } from '#platform/sql';
import { mailAddress } from './mail-contracts.ts';
import { notify } from './notifications.ts';
import { ownerMail } from './owner-mail.ts';
import { sendMail } from './send-mail.ts';

const mailOf: Readonly<Record<string, Parameters<typeof ownerMail>[0]>> = {
  [newDeviceKind]: 'newDevice',
  [passwordChangedKind]: 'passwordChanged',
  [factorChangedKind]: 'factorChanged',
  [passkeyAddedKind]: 'passkeyAdded',
  [passkeyRemovedKind]: 'passkeyRemoved',
  [passkeyCopiedKind]: 'passkeyCopied',
  [recoveryStoppedKind]: 'recoveryStopped',
  [recoveryDoneKind]: 'recoveryDone',
  [passwordResetAskedKind]: 'passwordReset',
  [recoveryAskedKind]: 'recoveryAsked',
  [recoveryConfirmedKind]: 'recoveryConfirmed',
};

/** Says it in the desk, unless it is only an answer to somebody who cannot get in, and by mail. */
async function tell(ctx: Context, event: OutboxEvent, link?: string): Promise<void> {
  const about = mailOf[event.kind];
  if (about === undefined) return;
  const personalityId = String(event.payload['personalityId']);
  const person = await ctx.tx.maybeRow<{ account_id: string; login_name: string; display_name: string; language: 'it' | 'en' }>(sql`
    select p.account_id, p.login_name, p.display_name, p.language from identity.v_people p where p.tenant_id = ${ctx.tenant.id} and p.personality_id = ${personalityId}`);
  if (person === undefined) return;
  const at = event.createdAt.toISOString();
  if (event.kind !== passwordResetAskedKind) {
    await notify(ctx, {
      addressees: [{ personalityId, accountId: person.account_id, nodeId: event.nodeId }], kind: event.kind, facts: { at }, link: '/account', source: `${event.kind}:${event.position}`,
    });
  }
  if (!mailAddress.safeParse(person.login_name).success) return;
  const mail = ownerMail(about, { name: person.display_name, at: event.createdAt, language: person.language, ...(link === undefined ? {} : { link }) });
  await sendMail(ctx, { nodeId: event.nodeId, cause: event.kind, to: person.login_name, senderName: ctx.tenant.name, replyTo: null, ...mail, attachments: [] });
}

/** Once per event: the position is part of the cause. */
export const tellOwner: Consumer = {
  name: 'communications.tell-owner',
  kinds: [newDeviceKind, passwordChangedKind, factorChangedKind, recoveryStoppedKind, recoveryDoneKind, passkeyAddedKind, passkeyRemovedKind, passkeyCopiedKind],
  handle: (ctx, event) => tell(ctx, event),
};

/** Page and link of each mail that carries one; what stands after the `#` is sent to no server. */
const links: Readonly<Record<string, { readonly page: string; readonly kind: LinkKind }>> = {
  [passwordResetAskedKind]: { page: 'recover', kind: 'password-reset' },
  [recoveryAskedKind]: { page: 'not-me', kind: 'stop-recovery' },
  [recoveryConfirmedKind]: { page: 'not-me', kind: 'stop-recovery' },
};

interface LinkSettings {
  /** Address of the installation, without a stroke at the end. */
  readonly publicUrl: string;
  readonly key: InstallationKey;
}

/** The mails that carry a link. The link is made here, anew, from the id in the event. */
export function tellOwnerByLink({ publicUrl, key }: LinkSettings): Consumer {
  return {
    name: 'communications.tell-owner-by-link',
    kinds: Object.keys(links),
    handle: async (ctx, event) => {
      const to = links[event.kind];
      if (to === undefined) return;
      await tell(ctx, event, `${publicUrl}/${to.page}#${await linkToken(key, to.kind, String(event.payload['linkId']))}`);
    },
  };
}
