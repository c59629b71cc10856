/** Carries logout tokens and notices to applications, repeats what did not arrive, and says so where it never did. */
import { insertAuditRow } from '#platform/audit';
import { enqueue, type JobContext, type JobDefinition } from '#platform/jobs';
import type { OutboundPolicy } from '#platform/outbound';
import { findAppEvenRemoved, type App } from './apps.ts';
import { tellDeliveryChanged } from './delivery-events.ts';
import { claimDelivery, forgetDeliveries, noteAttempt, overdueDeliveries, type Delivery } from './deliveries.ts';
import { deliverJob } from './end-grants.ts';
import { createKeyring, rotateKeysWhenDue, type GatewayKeys } from './gateway-keys.ts';
import { forgetEndedGrants } from './grants.ts';
import { forgetExpiredRecords } from './oidc-records.ts';
import { postOut, type Outcome } from './post-out.ts';
import { logoutToken, rulesNotice } from './sign-statement.ts';

interface DeliverySettings {
  readonly issuer: string;
  readonly keysFile: string;
  readonly outbound: OutboundPolicy;
}

/** Seconds to wait after each attempt that was not taken. After the last, seven hours on, whoever was signed in is not any more. */
export const waitSeconds: readonly number[] = [5, 15, 60, 300, 900, 3600, 3 * 3600, 3 * 3600];

async function send(delivery: Delivery, app: App, keys: GatewayKeys, settings: DeliverySettings, now: Date): Promise<Outcome | undefined> {
  const { issuer, outbound } = settings;
  if (delivery.kind === 'logout') {
    if (app.backchannelUri === null || delivery.accountId === null || delivery.sid === null) return undefined;
    const token = await logoutToken(keys, { issuer, clientId: app.clientId, accountId: delivery.accountId, sid: delivery.sid, now });
    return postOut(app.backchannelUri, { type: 'application/x-www-form-urlencoded', text: new URLSearchParams({ logout_token: token }).toString() }, outbound);
  }
  if (app.pushUri === null || app.status !== 'active') return undefined;
  return postOut(app.pushUri, { type: 'application/jwt', text: await rulesNotice(keys, { issuer, clientId: app.clientId, version: app.version, now }) }, outbound);
}

/** One delivery, if its time has come and nobody else has it. */
export async function carryDelivery(job: Pick<JobContext, 'database' | 'now'>, of: { tenantId: number; deliveryId: string }, keys: GatewayKeys, settings: DeliverySettings): Promise<void> {
  const { database, now } = job;
  const claimed = await database.gate(async (tx) => {
    const delivery = await claimDelivery(tx, of.tenantId, of.deliveryId, now);
    return delivery === undefined ? undefined : { delivery, app: await findAppEvenRemoved(tx, delivery.tenantId, delivery.appId) };
  });
  if (claimed === undefined) return;
  const { delivery, app } = claimed;
  const outcome = app === undefined ? undefined : await send(delivery, app, keys, settings, now);
  await database.gate(async (tx) => {
    const wait = waitSeconds[delivery.attempts - 1];
    if (outcome === undefined) return noteAttempt(tx, delivery, { state: 'pointless' }, now);
    await tellDeliveryChanged(tx, delivery.tenantId);
    if (outcome.accepted) return noteAttempt(tx, delivery, { state: 'delivered', outcome }, now);
    if (wait !== undefined) {
      const nextAt = new Date(now.getTime() + wait * 1000);
      await noteAttempt(tx, delivery, { state: 'queued', outcome, nextAt }, now);
      return enqueue({ tx }, deliverJob, { tenantId: delivery.tenantId, deliveryId: delivery.id }, { key: `gateway:${delivery.id}:${delivery.attempts}`, runAt: nextAt, maxAttempts: 3 });
    }
    await noteAttempt(tx, delivery, { state: 'failed', outcome }, now);
    return insertAuditRow(tx, {
      tenantId: delivery.tenantId, actorKind: 'system', accountId: delivery.accountId, personalityId: null, requestId: `delivery-${delivery.id}`, address: null,
      action: 'gateway.delivery.fail', objectKind: 'gateway.app', objectId: delivery.appId, outcome: 'refused', details: { kind: delivery.kind, attempts: delivery.attempts, reason: outcome.reason },
    });
  });
}

const dayMs = 86_400_000;

/** The jobs of the gateway. */
export function gatewayJobs(settings: DeliverySettings): readonly JobDefinition[] {
  const keyring = createKeyring(settings.keysFile, () => new Date());
  return [
    {
      name: deliverJob,
      run: async (job, payload) => carryDelivery(job, { tenantId: Number(payload['tenantId']), deliveryId: String(payload['deliveryId']) }, await keyring(), settings),
    },
    {
      name: 'gateway:resume-deliveries',
      run: async (job) => {
        const overdue = await job.database.gate((tx) => overdueDeliveries(tx, new Date(job.now.getTime() - 30_000)));
        const keys = await keyring();
        for (const { tenantId, id } of overdue) await carryDelivery(job, { tenantId, deliveryId: id }, keys, settings);
      },
    },
    {
      name: 'gateway:forget',
      run: async ({ database, now, log }) => {
        const before = new Date(now.getTime() - 90 * dayMs);
        log.info(
          await database.gate(async (tx) => ({ records: await forgetExpiredRecords(tx, now), grants: await forgetEndedGrants(tx, before), deliveries: await forgetDeliveries(tx, before) })),
          'expired records of the gateway removed',
        );
      },
    },
    {
      name: 'gateway:rotate-keys',
      run: async ({ now, log }) => {
        if (await rotateKeysWhenDue(settings.keysFile, now)) log.info({}, 'a new signing key is published; it signs in a day');
      },
    },
  ];
}
