import type { Gate } from '#platform/http/route';
import { done } from '#platform/result';
import { describeMe } from './me.ts';

/** Who is in now, for the page that has just signed in, switched or asked. */
export async function answerMe(gate: Gate, session: { personalityId: string; csrfToken: string; needsSecondFactor: boolean; delegationId?: string | undefined }) {
  return done(await gate.database.gate((tx) => describeMe(tx, session, gate.now)));
}
