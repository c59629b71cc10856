/** What a page keeps while its person is at another house: for this tab alone, and gone with it. */
import { z } from 'zod';
import { afterSignIn } from '../../../shells/desk/sign-in-address.ts';

const key = 'volano.federation';
const kept = z.object({ providerId: z.string(), browser: z.string(), next: z.string() });
type KeptJourney = z.infer<typeof kept>;

/** Leaves for the other house, remembering where to go on afterwards. */
export function leaveFor(journey: { readonly address: string; readonly browser: string }, providerId: string, next = afterSignIn(window.location.search)): void {
  window.sessionStorage.setItem(key, JSON.stringify({ providerId, browser: journey.browser, next } satisfies KeptJourney));
  window.location.assign(journey.address);
}

/** What was kept, once: a page that is loaded again begins anew. */
export function takeJourney(): KeptJourney | undefined {
  const text = window.sessionStorage.getItem(key);
  window.sessionStorage.removeItem(key);
  try {
    return kept.safeParse(JSON.parse(text ?? 'null')).data;
  } catch {
    return undefined;
  }
}
