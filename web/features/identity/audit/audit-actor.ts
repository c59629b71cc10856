import type { z } from 'zod';
import type { auditRow } from '#identity/api';

type Actor = Pick<z.infer<typeof auditRow>, 'actorKind' | 'displayName' | 'onBehalfOf' | 'onBehalfOfName'>;

interface Words {
  readonly system: string;
  readonly nobody: string;
  readonly unknownPerson: string;
  readonly inPlaceOf: (name: string) => string;
}

/** Who acted, and in whose place: both names. */
export function bothNames(actor: Actor, words: Words): string {
  const own = actorOf(actor, words);
  return actor.onBehalfOf === null ? own : `${own} · ${words.inPlaceOf(actor.onBehalfOfName ?? words.unknownPerson)}`;
}

/** Who acted, in words. A name is missing for the system, for strangers, and for people out of the reader's reach. */
function actorOf({ actorKind, displayName }: Actor, words: Words): string {
  if (displayName !== null) return displayName;
  if (actorKind === 'system') return words.system;
  return actorKind === 'nobody' ? words.nobody : words.unknownPerson;
}
