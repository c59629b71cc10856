/** What asking for a way back leads to: the job that answers, and the links that its mails would carry. */
import { expect } from 'vitest';
import type { InstallationKey } from '#platform/record-cipher';
import { sql } from '#platform/sql';
import { createJobContext } from '#platform/system-context';
import { askRecoveryRoute } from '../modules/identity/api.ts';
import { answerRecovery } from '../modules/identity/recovery/recovery-ask.ts';
import { linkToken, type LinkKind } from '../modules/identity/recovery/recovery-links.ts';
import { CredentialBrowser } from './credential-browser.ts';
import type { TestHttp } from './http.ts';
import { silentLog, type PersonName, type World } from './world.ts';

interface Place {
  readonly world: World;
  readonly http: TestHttp;
  readonly now: Date;
}

export function recoveryMails(key: InstallationKey, place: () => Place) {
  /** Runs the jobs that wait for recoveries, as the worker would. */
  async function work(): Promise<void> {
    const { database } = place().world;
    const jobs = await database.asOwner((tx) => tx.rows<{ payload: Record<string, unknown> }>(sql`
      select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'identity:answer-recovery'`));
    for (const { payload } of jobs) await answerRecovery(key).run(createJobContext(database, silentLog, () => place().now, 'job'), payload);
    await database.asOwner((tx) => tx.run(sql`delete from graphile_worker._private_jobs`));
  }

  /** The links that mails would carry, in order. */
  async function linksOf(kind: string, link: LinkKind): Promise<string[]> {
    const events = await place().world.database.asOwner((tx) => tx.rows<{ payload: Record<string, string> }>(sql`select o.payload from platform.outbox o where o.kind = ${kind} order by o.id`));
    return Promise.all(events.map(({ payload }) => linkToken(key, link, payload['linkId'] ?? '')));
  }

  async function askLink(name: PersonName): Promise<string> {
    const { world, http } = place();
    expect((await new CredentialBrowser(http).call(askRecoveryRoute, { body: { loginName: world.person(name).loginName } })).status).toBe(200);
    await work();
    return (await linksOf('identity.password-reset-asked', 'password-reset')).at(-1) ?? 'none';
  }
  return { work, linksOf, askLink };
}
