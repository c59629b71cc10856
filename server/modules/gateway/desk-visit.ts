import { AsyncLocalStorage } from 'node:async_hooks';
import type { Session } from '#platform/http/route';

/** Who stands before the door while the provider works: known to the adapter, which the provider calls without telling. */
interface DeskVisit {
  /** The session of the house, from its own cookie; undefined: nobody is signed in. */
  readonly session: Session | undefined;
  readonly requestId: string;
  /** Ends that session: the person said so on a page of the provider. */
  readonly signOut: (() => Promise<void>) | undefined;
}

export const deskVisit = new AsyncLocalStorage<DeskVisit>();
