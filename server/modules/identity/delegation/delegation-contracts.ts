/** Contracts of standing in for absent colleagues. */
import { z } from 'zod';
import { amountCents, civilDate, defineRoute, instant, pageQuery, plainText, uuid } from '#platform/contract';

/** Longest absence one delegation covers. */
export const mostDelegationDays = 90;

const bilingual = z.object({ it: z.string(), en: z.string() });
const privilege = z.string().max(100).regex(/^[\w-]+(\.[\w-]+)+$/);
export const namedPrivilege = z.object({ key: z.string(), it: z.string(), en: z.string() });

const side = z.object({ personalityId: uuid, accountId: uuid, displayName: z.string(), label: z.string() });

/** Words of the faults an approval can have, wherever two persons are asked for. */
export const approvalRefusals = {
  no_longer_open: { it: 'La richiesta è già stata decisa, ritirata o è scaduta.', en: 'The request was already decided, withdrawn, or its time is over.' },
  own_request: { it: 'L’hai chiesto tu: deve decidere un’altra persona.', en: 'You asked for it: somebody else must decide.' },
  own_benefit: { it: 'Riguarda i tuoi diritti: deve decidere un’altra persona.', en: 'It is about your own rights: somebody else must decide.' },
  not_while_standing_in: { it: 'Mentre sostituisci un collega non puoi cambiare o concedere diritti: torna alla tua personalità.', en: 'While you stand in for a colleague you cannot change or give rights: go back to your own personality.' },
  request_stale: { it: 'Nel frattempo è cambiato ciò su cui si basa la richiesta: va fatta di nuovo.', en: 'What the request is based on has changed meanwhile: it must be made anew.' },
} as const;

/** Words of the refusal of a deed above a stand-in’s limit, for the contracts of deeds that have an amount. */
export const aboveDelegatedLimit = {
  it: '{amountCents} superano il limite di {limitCents} entro cui sostituisci {absentName}. Può farlo {whoCan}.',
  en: '{amountCents} is above the limit of {limitCents} up to which you stand in for {absentName}. {whoCan} can do it.',
} as const;

export const delegation = z.object({
  id: uuid,
  absent: side,
  standIn: side,
  privileges: z.array(z.string()),
  /** Largest amount of one deed; null: that of the absent. */
  amountLimitCents: amountCents.nullable(),
  validFrom: civilDate,
  /** First day no longer in force. */
  validTo: civilDate,
  reason: z.string(),
  /** lapsed: nobody decided in time; broken: agreed, but one of the two is no longer in force. */
  state: z.enum(['requested', 'lapsed', 'refused', 'planned', 'running', 'broken', 'over', 'ended']),
  requestedAt: instant,
  requestedBy: z.string(),
  decideBefore: instant,
  decidedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  decisionNote: z.string().nullable(),
  endedAt: instant.nullable(),
  endedBy: z.string().nullable(),
  endNote: z.string().nullable(),
  /** What the reader is in it. */
  role: z.enum(['absent', 'standIn', 'above']),
  mayDecide: z.boolean(),
  /** Why the reader may not decide, by the name of the refusal; null when he may, or when it is not his to decide at all. */
  decisionFault: z.enum(['no_longer_open', 'not_while_standing_in', 'own_request', 'own_benefit']).nullable(),
  mayEnd: z.boolean(),
});
export type Delegation = z.infer<typeof delegation>;

export const listDelegationsRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/delegations',
  summary: 'Delegations of one’s own, and for those who agree to them also those within their scope; newest first',
  access: 'signed-in',
  query: pageQuery.extend({ cursor: uuid.optional(), state: z.enum(['requested', 'current', 'past']).optional() }).strict(),
  response: z.object({ items: z.array(delegation), nextCursor: uuid.nullable() }),
});

export const delegationChoicesRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/delegations/choices',
  summary: 'What the active personality may pass on to a stand-in, and who must agree',
  access: 'signed-in',
  response: z.object({ rule: z.enum(['approved', 'free', 'none']), mostDays: z.number().int(), privileges: z.array(namedPrivilege), /** Words of every privilege that can be lent by anybody. */ lendable: z.array(namedPrivilege) }),
});

export const listColleaguesRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/delegations/colleagues',
  summary: 'Colleagues who could stand in: staff within reach and above, in force today; by name',
  access: 'signed-in',
  query: z.strictObject({ search: plainText(100).optional() }),
  response: z.object({ items: z.array(side.extend({ profileName: bilingual })) }),
});

export const askDelegationRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/delegations',
  summary: 'Names a stand-in for the active personality, or for one in the scope of whoever agrees to delegations',
  access: 'signed-in',
  body: z.strictObject({
    /** Somebody else’s, by those who agree to delegations; the active one when absent. */
    absentPersonalityId: uuid.optional(),
    standInPersonalityId: uuid,
    validFrom: civilDate,
    validTo: civilDate,
    privileges: z.array(privilege).min(1).max(100),
    amountLimitCents: amountCents.min(1).nullable(),
    reason: plainText(500, 3),
  }),
  response: delegation,
  refusals: {
    not_while_standing_in: approvalRefusals.not_while_standing_in,
    not_for_this_profile: { it: 'Per questo profilo non sono previste sostituzioni.', en: 'This profile has no stand-ins.' },
    colleague_not_found: { it: 'Il collega scelto non è in forza o non è della tua rete.', en: 'The colleague is not in force or not in your network.' },
    same_person: { it: 'È la stessa persona: una sostituzione serve a un collega diverso.', en: 'It is the same person: a stand-in is somebody else.' },
    days_not_possible: { it: 'I giorni non vanno bene: da oggi in poi, la fine dopo l’inizio, al massimo {most} giorni.', en: 'The days cannot be: from today on, the end after the beginning, at most {most} days.' },
    privilege_not_passable: { it: 'Il permesso {privilege} non è di chi si assenta, o non si può passare ad altri.', en: 'The privilege {privilege} is not the absent’s, or cannot be passed on.' },
    overlaps: { it: 'C’è già una delega tra le stesse persone in quei giorni (fino al {until}).', en: 'There is a delegation between the same two people in these days already (until {until}).' },
    stand_in_away: { it: 'In quei giorni il collega scelto è a sua volta assente.', en: 'The colleague is absent in these days himself.' },
  },
});

export const decideDelegationRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/delegations/:id/decision',
  summary: 'Agrees to a delegation or refuses it; never by one of its two sides',
  access: 'identity.delegation.approve',
  stepUp: true,
  params: z.object({ id: uuid }),
  body: z.strictObject({ approve: z.boolean(), note: plainText(500) }),
  response: delegation,
  refusals: { ...approvalRefusals, reason_needed: { it: 'Chi rifiuta dice perché.', en: 'Whoever refuses says why.' } },
});

export const endDelegationRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/delegations/:id/end',
  summary: 'Ends a delegation at once, or withdraws the request; either side, and those above',
  access: 'signed-in',
  params: z.object({ id: uuid }),
  body: z.strictObject({ note: plainText(500) }),
  response: delegation,
  refusals: { no_longer_open: { it: 'La delega è già finita.', en: 'The delegation is over already.' } },
});
