/** People who come and go at the first dealer: invitations in every state, somebody suspended, somebody who has left. */
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '#platform/context';
import { assert } from '#platform/errors';
import type { DemoDoor, DemoWorld } from '#platform/module';
import { sql } from '#platform/sql';
import { addAccount, addPersonality } from '../accounts/accounts.ts';

const dayMs = 86_400_000;
const manager = 'anna.villa@dlr001.example';

interface DemoInvitation {
  readonly email: string;
  readonly node: string;
  readonly daysAgo: number;
  readonly end?: 'revoked' | 'accepted';
}

/** Sent seven days before they expire; the one that was accepted is how the colleague at DLR001-S3 came. */
const invitations: readonly DemoInvitation[] = [
  { email: 'sofia.marini@dlr001.example', node: 'DLR001-B1', daysAgo: 1 },
  { email: 'pietro.longo@dlr001.example', node: 'DLR001-B2', daysAgo: 12 },
  { email: 'carla.bini@dlr001.example', node: 'DLR001-B1', daysAgo: 20, end: 'revoked' },
  { email: '', node: 'DLR001-B2', daysAgo: 45, end: 'accepted' },
];

async function insertInvitation(door: DemoDoor, tenantId: number, world: DemoWorld, invitation: DemoInvitation, personality: { id: string; login_name: string }): Promise<void> {
  const at = (days: number) => new Date(door.now.getTime() + days * dayMs);
  const sent = at(-invitation.daysAgo);
  const inviter = world.personalities.get(manager) ?? null;
  await door.tx.run(sql`
    insert into identity.invitations (tenant_id, id, node_id, profile_key, email, language, token_hash, invited_by, inviter_account_id, created_at, sent_at, expires_at, revoked_at, accepted_at, personality_id)
    select ${tenantId}, ${uuidv7({ msecs: sent.getTime() })}, ${world.nodes.get(invitation.node) ?? 0}, 'seller', ${invitation.email === '' ? personality.login_name : invitation.email}, 'it', ${randomBytes(32)},
      p.id, p.account_id, ${sent}, ${sent}, ${at(7 - invitation.daysAgo)}, ${invitation.end === 'revoked' ? at(1 - invitation.daysAgo) : null}, ${invitation.end === 'accepted' ? at(1 - invitation.daysAgo) : null},
      ${invitation.end === 'accepted' ? personality.id : null}
    from identity.personalities p where p.id = ${inviter}`);
}

/** Called while the tenant is being filled; `ctx` is the program inside it. */
export async function fillJoining(door: DemoDoor, ctx: Context, world: DemoWorld, passwordHash: string): Promise<void> {
  const seller = async (node: string) =>
    ctx.tx.row<{ id: string; login_name: string }>(sql`
      select p.id, a.login_name from identity.personalities p join identity.accounts a on a.id = p.account_id where p.tenant_id = ${ctx.tenant.id} and p.node_id = ${world.nodes.get(node) ?? 0} and p.profile_key = 'seller'`);
  const [newest, away] = [await seller('DLR001-S3'), await seller('DLR001-S4')];
  const left = await addAccount(ctx, { loginName: 'bruno.sarti@dlr001.example', displayName: 'Bruno Sarti', passwordHash });
  const nodeId = world.nodes.get('DLR001-S3');
  assert(nodeId !== undefined, 'the demo world has a seller at the second branch');
  const former = await addPersonality(ctx, { accountId: left, profile: 'seller', nodeId, label: 'Venditore · Autoesempio Valdifinta', validFrom: '2024-01-01' });
  await ctx.tx.run(sql`update identity.personalities set valid_to = ${ctx.today}::date - 50 where tenant_id = ${ctx.tenant.id} and id = ${former}`);
  await ctx.tx.run(sql`update identity.personalities set suspended_at = ${new Date(door.now.getTime() - 3 * dayMs)} where tenant_id = ${ctx.tenant.id} and id = ${away.id}`);
  await door.tx.run(sql`set local role none`);
  for (const invitation of invitations) await insertInvitation(door, ctx.tenant.id, world, invitation, newest);
  await door.tx.run(sql`set local role volano_app`);
}
