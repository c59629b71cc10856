import { call } from '../../../request/index.ts';
import { confirmChallenge, confirmPasskey } from './endpoints.ts';
import { answerWithPasskey } from './passkey-ceremony.ts';

/** Proves once more who one is with a passkey; false when the person thought better of it. Throws the server's refusal. */
export async function confirmByPasskey(): Promise<boolean> {
  const { known, ...question } = await call(confirmChallenge);
  const answer = await answerWithPasskey(question, { known });
  if (answer === undefined) return false;
  await call(confirmPasskey, { body: { answer } }, { renews: true });
  return true;
}
