import type { JobDefinition } from '#platform/jobs';
import { forgetOldDevices } from './known-devices.ts';
import { forgetOldChallenges } from '../passkeys/passkey-challenges.ts';
import { forgetOldFailures } from '../sign-in/sign-in-failures.ts';
import { forgetOldProofs } from '../second-factor/second-factor-half.ts';
import { forgetOldSessions } from './sessions.ts';

const dayMs = 86_400_000;

/** Forgets sessions 90 days after their end, counters of failed sign-ins that no rule looks at any more, half sign-ins and links a day after they ran out, and browsers not used for 400 days. The audit trail keeps who came and went. */
export const purgeSessions: JobDefinition = {
  name: 'identity:purge-sessions',
  run: async ({ database, log, now }) => {
    const counts = await database.asOwner(async (tx) => ({
      sessions: await forgetOldSessions(tx, new Date(now.getTime() - 90 * dayMs)),
      counters: await forgetOldFailures(tx, new Date(now.getTime() - 2 * dayMs)),
      challenges: await forgetOldChallenges(tx, new Date(now.getTime() - dayMs)),
      proofs: await forgetOldProofs(tx, new Date(now.getTime() - dayMs)),
      devices: await forgetOldDevices(tx, new Date(now.getTime() - 400 * dayMs)),
    }));
    log.info(counts, 'old sessions forgotten');
  },
};
