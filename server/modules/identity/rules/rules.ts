/** Who may do what with people, the audit trail and saved views. */
import type { Context } from '#platform/context';
import type { Rule, RuledKind } from '#platform/rule';
import { findRuledPerson } from './ruled-person.ts';

export const readPeople: Rule = { action: 'identity.people.read', objectKind: 'personality', scope: 'reach' };
/** The door of each route asks for its own privilege. */
export const endPersonalities: Rule = { action: 'identity.personality.end', privilege: null, objectKind: 'personality', scope: 'scope' };
/** Ending sessions, blocking, confirming that a factor is lost. */
export const protectAccounts: Rule = { action: 'identity.account.protect', objectKind: 'personality', scope: 'scope' };
/** The role of somebody else, in person. */
export const managePeople: Rule = { action: 'identity.people.manage', objectKind: 'personality', scope: 'scope', conditions: [{ when: 'not-own' }, { when: 'in-person' }] };
export const readAudit: Rule = { action: 'identity.audit.read', objectKind: 'audit-event', scope: 'tenant' };

export const identityRuled: readonly RuledKind<Context>[] = [
  {
    kind: 'personality',
    name: { it: 'Persona', en: 'Person' },
    actions: {
      'identity.people.read': { it: 'Vedere la persona', en: 'See the person' },
      'identity.people.manage': { it: 'Sospendere, chiudere o spostare la persona', en: 'Suspend, end or move the person' },
      'identity.personality.end': { it: 'Chiudere la personalità', en: 'End the personality' },
      'identity.account.protect': { it: 'Proteggere l’account', en: 'Protect the account' },
    },
    rules: [readPeople, endPersonalities, protectAccounts, managePeople],
    find: findRuledPerson,
  },
  {
    kind: 'audit-event',
    name: { it: 'Registro attività', en: 'Audit trail' },
    actions: { 'identity.audit.read': { it: 'Leggere il registro', en: 'Read the trail' } },
    rules: [readAudit],
  },
];
