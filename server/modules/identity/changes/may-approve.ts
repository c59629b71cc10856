/** Who may say yes to what somebody asked for: never whoever asked, gains by it, or takes the place of one of them. Pure. */
import type { Actor } from '#platform/context';

/** The accounts whose will a deed expresses: whoever acts, and the one whose place is taken. */
function humansBehind(actor: Pick<Actor, 'accountId' | 'onBehalfOf'>): ReadonlySet<string> {
  return new Set([actor.accountId, actor.onBehalfOf?.accountId].filter((id) => id !== null && id !== undefined));
}

/** An account is a human, however many personalities it has: two sides are the same human when they share one. */
function sameHuman(one: Iterable<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((id) => other.has(id));
}

interface Approvable {
  /** Accounts that asked. */
  readonly requesters: readonly string[];
  /** Accounts that gain, or whose rights are lent. */
  readonly beneficiaries: readonly string[];
  readonly state: 'open' | 'decided' | 'expired';
}

export type ApprovalFault = 'no_longer_open' | 'not_while_standing_in' | 'own_request' | 'own_benefit';

/** Why the actor may not approve; undefined when he may. Privilege and scope are asked elsewhere. */
export function approvalFault(actor: Pick<Actor, 'accountId' | 'onBehalfOf'>, request: Approvable): ApprovalFault | undefined {
  if (request.state !== 'open') return 'no_longer_open';
  if (actor.onBehalfOf !== undefined) return 'not_while_standing_in';
  const humans = humansBehind(actor);
  if (sameHuman(request.requesters, humans)) return 'own_request';
  return sameHuman(request.beneficiaries, humans) ? 'own_benefit' : undefined;
}
