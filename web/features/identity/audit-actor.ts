import type { z } from 'zod';
import type { auditRow } from '#identity/api';

type Actor = Pick<z.infer<typeof auditRow>, 'actorKind' | 'displayName'>;

/** Who acted, in words. A name is missing for the system, for strangers, and for people out of the reader's reach. */
export function actorOf({ actorKind, displayName }: Actor, words: { readonly system: string; readonly nobody: string; readonly unknownPerson: string }): string {
  if (displayName !== null) return displayName;
  if (actorKind === 'system') return words.system;
  return actorKind === 'nobody' ? words.nobody : words.unknownPerson;
}
