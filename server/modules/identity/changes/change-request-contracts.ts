/** Contracts of changes of rights, which take two persons. */
import { z } from 'zod';
import { defineRoute, instant, pageQuery, plainText, uuid } from '#platform/contract';
import { approvalRefusals, namedPrivilege } from '../delegation/delegation-contracts.ts';

const bilingual = z.object({ it: z.string(), en: z.string() });
const profileKey = z.string().max(60).regex(/^\w+$/);
const privilege = z.string().max(100).regex(/^[\w-]+(\.[\w-]+)+$/);
const nodeId = z.number().int().min(1).max(2_147_483_647);

const rightsChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('grantPersonality'), accountId: uuid, profile: profileKey, nodeId }),
  /** Once approved, whoever asked may send the invitation for a fortnight. */
  z.strictObject({ kind: z.literal('invitePersonality'), email: z.email().max(120), profile: profileKey, nodeId }),
  z.strictObject({ kind: z.literal('endPersonality'), personalityId: uuid }),
  z.strictObject({ kind: z.literal('movePersonality'), personalityId: uuid, nodeId }),
  z.strictObject({ kind: z.literal('changeProfile'), profile: profileKey, add: z.array(privilege).max(100), remove: z.array(privilege).max(100) }),
]);
const changeKind = z.enum(['grantPersonality', 'invitePersonality', 'endPersonality', 'movePersonality', 'changeProfile']);
export type RightsChange = z.infer<typeof rightsChange>;

const changeRequest = z.object({
  id: uuid,
  change: rightsChange,
  /** Whom and what it is about, in words; null where it lies out of sight or does not apply. */
  about: z.object({ person: z.string().nullable(), profile: bilingual.nullable(), node: z.string().nullable() }),
  reason: z.string(),
  state: z.enum(['open', 'lapsed', 'approved', 'refused', 'withdrawn']),
  /** What the request is based on has changed: it cannot be approved any more. */
  stale: z.boolean(),
  /** Made by the only administrator there was, to give the tenant its second person. */
  alone: z.boolean(),
  requestedAt: instant,
  requestedBy: z.string(),
  decideBefore: instant,
  decidedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  decisionNote: z.string().nullable(),
  mayDecide: z.boolean(),
  decisionFault: z.enum(['no_longer_open', 'not_while_standing_in', 'own_request', 'own_benefit', 'request_stale', 'profile_beyond_yours']).nullable(),
  mayWithdraw: z.boolean(),
});
export type ChangeRequest = z.infer<typeof changeRequest>;

export const listChangeRequestsRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/change-requests',
  summary: 'Changes of rights that were asked for within one’s scope, the newest first',
  access: 'identity.rights.read',
  query: pageQuery
    .extend({
      cursor: uuid.optional(),
      state: z.enum(['open', 'decided']).optional(),
      kind: changeKind.optional(),
      /** Those about the rights of one person. */
      beneficiaryId: uuid.optional(),
      /** `own`: asked for by whoever reads. */
      by: z.literal('own').optional(),
    })
    .strict(),
  response: z.object({ items: z.array(changeRequest), nextCursor: uuid.nullable() }),
});

/** Words where somebody would change alone what takes two. */
export const secondPersonNeeded = {
  it: 'Per questo profilo serve una seconda persona: proponi il cambiamento da «Persone».',
  en: 'This profile takes a second person: propose the change from “People”.',
} as const;

/** Words where a tenant would lose the last person who asks for changes of rights or decides them. */
export const lastAdministrator = {
  it: 'Dopo questa modifica nessuno potrebbe più proporre o approvare cambiamenti dei diritti per tutta la società.',
  en: 'After this change nobody could propose or approve changes of rights for the whole company any more.',
} as const;

const sharedRefusals = {
  not_while_standing_in: approvalRefusals.not_while_standing_in,
  last_administrator: lastAdministrator,
  profile_beyond_yours: { it: 'Il profilo contiene permessi di amministrazione che tu non hai ({privilege}).', en: 'The profile holds administrative privileges that you do not have ({privilege}).' },
} as const;

export const proposeChangeRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/change-requests',
  summary: 'Asks for a change of rights; a second person makes it',
  access: 'identity.rights.propose',
  stepUp: true,
  body: z.strictObject({ change: rightsChange, reason: plainText(500, 3) }),
  response: changeRequest,
  refusals: {
    ...sharedRefusals,
    person_not_found: { it: 'La persona non è in forza nella tua rete.', en: 'The person is not in force in your network.' },
    profile_unknown: { it: 'Il profilo non esiste.', en: 'There is no such profile.' },
    place_not_possible: { it: 'Il posto scelto non esiste, è chiuso o è fuori dalla tua rete.', en: 'The place does not exist, is closed or lies outside your network.' },
    privilege_unknown: { it: 'Il permesso {privilege} non esiste.', en: 'There is no privilege {privilege}.' },
    nothing_changes: { it: 'La richiesta non cambierebbe nulla.', en: 'The request would change nothing.' },
    profile_not_given: { it: 'Non potresti mandare questo invito: il profilo comprende permessi che tu non hai.', en: 'You could not send this invitation: the profile holds privileges that you do not have.' },
    already_asked: { it: 'La stessa modifica è già in attesa di decisione.', en: 'The same change is waiting for a decision already.' },
    no_second_person_needed: { it: 'Per questo profilo non serve una seconda persona: usa la pagina Persone.', en: 'This profile needs no second person: use the page People.' },
  },
});

export const decideChangeRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/change-requests/:id/decision',
  summary: 'Approves a change of rights, which is made at once, or refuses it; never by whoever asked or gains',
  access: 'identity.rights.approve',
  stepUp: true,
  params: z.object({ id: uuid }),
  body: z.strictObject({ approve: z.boolean(), note: plainText(500) }),
  response: changeRequest,
  refusals: { ...approvalRefusals, ...sharedRefusals, reason_needed: { it: 'Chi rifiuta dice perché.', en: 'Whoever refuses says why.' } },
});

export const withdrawChangeRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/change-requests/:id/withdrawal',
  summary: 'Takes back one’s own request',
  access: 'identity.rights.propose',
  params: z.object({ id: uuid }),
  response: changeRequest,
  refusals: { no_longer_open: approvalRefusals.no_longer_open },
});

const profileRow = z.object({
  key: z.string(),
  name: bilingual,
  parentKey: z.string().nullable(),
  kind: z.enum(['staff', 'partner', 'customer']),
  /** Its personalities are given and ended by two persons. */
  secondPerson: z.boolean(),
  /** Where it stands. */
  nodeKinds: z.array(z.string()),
  delegation: z.enum(['approved', 'free', 'none']),
  /** Without those of the parent. */
  privileges: z.array(z.string()),
  /** People who hold it today, within reach. */
  people: z.number().int(),
});
export type ProfileRow = z.infer<typeof profileRow>;

export const listProfilesRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/profiles',
  summary: 'The profiles with their own privileges, and every privilege there is',
  access: 'identity.rights.read',
  response: z.object({ profiles: z.array(profileRow), privileges: z.array(namedPrivilege) }),
});
