/** Tells people inside the desk what they are asked to agree to, and what became of what they asked for. */
import { changeRequestNews, changeRequestedKind, delegationChangedKind, delegationNews, type ChangeStep, type DelegationStep } from '#identity';
import type { Consumer } from '#platform/outbox';
import { notify } from './notifications.ts';

/** Once per event: the position is part of the cause. */
export const tellRights: Consumer = {
  name: 'communications.tell-rights',
  kinds: [delegationChangedKind, changeRequestedKind],
  handle: async (ctx, event) => {
    const isDelegation = event.kind === delegationChangedKind;
    const news = isDelegation
      ? await delegationNews(ctx, String(event.payload['delegationId']), event.payload['step'] as DelegationStep)
      : await changeRequestNews(ctx, String(event.payload['requestId']), event.payload['step'] as ChangeStep);
    if (news === undefined) return;
    const asked = event.payload['step'] === 'asked';
    await notify(ctx, { ...news, kind: event.kind, link: asked || !isDelegation ? '/approvals' : '/delegations', source: `${event.kind}:${event.position}` });
  },
};
