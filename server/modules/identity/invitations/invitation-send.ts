/** Inviting somebody, sending an invitation again, taking it back. */
import { audit } from '#platform/audit';
import type { Context, Language } from '#platform/context';
import { AppError } from '#platform/errors';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { normalLoginName } from '../accounts/accounts.ts';
import { invitationMail } from './invitation-mail.ts';
import { givableProfiles, type GivableProfile } from './invitation-profiles.ts';
import { findDouble, findInvitation, insertInvitation, markRevoked, renewInvitation } from './invitations.ts';
import { dealerOf, findNode, type OrganisationNode } from '../people/nodes.ts';
import { mayInvite } from '../changes/change-requests.ts';
import { refuseAlone } from '../rules/rights-facts.ts';
import { belowNode } from '../rules/rule-sql.ts';

/** Carries a mail; main.ts gives the module of communications. */
export type SendMail = (ctx: Context, mail: {
  readonly nodeId: number;
  readonly cause: string;
  readonly to: string;
  readonly senderName: string;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly never[];
}) => Promise<unknown>;

export interface Postal {
  /** Address of the installation, to which the link leads. */
  readonly publicUrl: string;
  readonly sendMail: SendMail;
}

export interface Sent {
  readonly id: string;
  readonly demoLink: string | null;
}

/** A node within the scope of whoever acts. Throws not_found. */
export async function nodeInScope(ctx: Context, nodeId: number): Promise<OrganisationNode> {
  const node = await findNode(ctx, nodeId);
  const { inside } = await ctx.tx.row<{ inside: boolean }>(sql`select ${belowNode(ctx.tenant.id, sql`${nodeId}::integer`, ctx.actor.scopeNodeId)} as inside`);
  if (node === undefined || !inside || (node.validTo !== null && node.validTo <= ctx.today)) throw new AppError('not_found', `node ${nodeId}`);
  return node;
}

/** The link is in the part of the address that no browser sends to a server or tells another site. */
async function post(ctx: Context, postal: Postal, to: { email: string; language: Language }, profile: GivableProfile, node: OrganisationNode, link: { id: string; token: string; expiresAt: Date }): Promise<Sent> {
  const address = `${postal.publicUrl}/invitation#${link.token}`;
  const dealer = await dealerOf(ctx, node.id);
  const place = dealer === undefined || dealer.id === node.id ? node.name : `${dealer.name}, ${node.name}`;
  const mail = invitationMail({ inviter: ctx.actor.displayName, tenant: ctx.tenant.name, profile: profile.name[to.language], place, link: address, expiresAt: link.expiresAt }, to.language);
  await postal.sendMail(ctx, { nodeId: node.id, cause: 'identity.invitation', to: to.email, senderName: ctx.tenant.name, replyTo: null, ...mail, attachments: [] });
  const { demo } = await ctx.tx.row<{ demo: boolean }>(sql`select i.demo_loaded_at is not null as demo from platform.installation i`);
  return { id: link.id, demoLink: demo ? address : null };
}

/**
 * Invites somebody by mail to a node of the own scope with a profile one may give. Whether the address has an account anywhere is
 * not told: the answer and the mail are the same. Throws not_found for a node out of scope, forbidden for a stand-in.
 */
export async function invite(
  ctx: Context,
  postal: Postal,
  wanted: { email: string; profile: string; nodeId: number; language: Language },
): Promise<Result<Sent, 'profile_not_given' | 'place_not_fitting' | 'second_person_needed' | 'already_invited' | 'already_here'>> {
  if (ctx.actor.onBehalfOf !== undefined) throw new AppError('forbidden', 'a stand-in gives no rights');
  const node = await nodeInScope(ctx, wanted.nodeId);
  const invitation = { ...wanted, email: normalLoginName(wanted.email) };
  const profile = (await givableProfiles(ctx)).find(({ key }) => key === wanted.profile);
  if (profile === undefined) return refuse('profile_not_given', 'body.profile');
  if (!profile.nodeKinds.includes(node.kind)) return refuse('place_not_fitting', 'body.nodeId');
  const alone = await refuseAlone(ctx, wanted.profile);
  if (alone !== undefined && !(await mayInvite(ctx, invitation))) return alone;
  const double = await findDouble(ctx, invitation);
  if (double !== undefined) return refuse(double, 'body.email');
  const link = await insertInvitation(ctx, invitation);
  await audit(ctx, { action: 'identity.invitation.send', objectKind: 'invitation', objectId: link.id, details: { profile: wanted.profile, nodeId: node.id } });
  return done(await post(ctx, postal, invitation, profile, node, link));
}

/** Sends it again with a new link and in the own name, which also takes over what a colleague who left had begun. */
export async function resendInvitation(ctx: Context, postal: Postal, id: string): Promise<Result<Sent, 'invitation_over' | 'profile_not_given' | 'second_person_needed'>> {
  if (ctx.actor.onBehalfOf !== undefined) throw new AppError('forbidden', 'a stand-in gives no rights');
  const invitation = await findInvitation(ctx, id);
  if (invitation === undefined) throw new AppError('not_found', 'invitation');
  if (invitation.over) return refuse('invitation_over');
  const profile = (await givableProfiles(ctx)).find(({ key }) => key === invitation.profile);
  if (profile === undefined) return refuse('profile_not_given');
  if (profile.secondPerson && !(await mayInvite(ctx, invitation))) return refuse('second_person_needed');
  const node = await nodeInScope(ctx, invitation.nodeId);
  const link = await renewInvitation(ctx, id);
  await audit(ctx, { action: 'identity.invitation.resend', objectKind: 'invitation', objectId: id, details: { profile: profile.key, nodeId: node.id } });
  return done(await post(ctx, postal, invitation, profile, node, link));
}

/** Takes it back: its link is dead. */
export async function revokeInvitation(ctx: Context, id: string): Promise<Result<null, 'invitation_over'>> {
  const invitation = await findInvitation(ctx, id);
  if (invitation === undefined) throw new AppError('not_found', 'invitation');
  if (invitation.over) return refuse('invitation_over');
  await markRevoked(ctx, id);
  await audit(ctx, { action: 'identity.invitation.revoke', objectKind: 'invitation', objectId: id });
  return done(null);
}
