/** Contracts of the page that says why somebody may or may not do something, and of decisions made again. */
import { z } from 'zod';
import { civilDate, defineRoute, instant, plainText, uuid } from '#platform/contract';

const bilingual = z.object({ it: z.string(), en: z.string() });
const word = z.string().max(100).regex(/^[\w.-]+$/);
const place = z.object({ id: z.number().int(), kind: z.string(), code: z.string(), name: z.string() });

/** One thing a rule asks, in words, and what would be needed where it is not met. */
const ruleCheck = z.object({ what: z.string(), met: z.boolean(), words: bilingual, needed: bilingual.nullable() });
const judgedRule = z.object({ allowed: z.boolean(), words: bilingual, checks: z.array(ruleCheck) });
export type JudgedRule = z.infer<typeof judgedRule>;

export const whyQuestionsRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/why/questions',
  summary: 'Kinds of objects and the actions that rules know',
  access: 'identity.rights.explain',
  response: z.object({
    items: z.array(z.object({ kind: z.string(), name: bilingual, /** Objects of the kind are named by id, number or the like. */ named: z.boolean(), actions: z.array(z.object({ action: z.string(), name: bilingual })) })),
  }),
});

export const whyRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/why',
  summary: 'Why a person in a personality may or may not do something with an object: rule by rule, with what would be needed',
  access: 'identity.rights.explain',
  query: z.strictObject({
    personalityId: uuid,
    action: word,
    objectKind: word,
    /** Id, number or mark of the object; left out for functions of the program and kinds whose objects have no name. */
    object: plainText(100, 1).optional(),
  }),
  response: z.object({
    allowed: z.boolean(),
    /** Version of the rule table that answers; null where none was written down yet. */
    version: z.object({ number: z.number().int(), firstInForce: instant }).nullable(),
    person: z.object({ displayName: z.string(), label: z.string(), profileName: bilingual, standing: z.boolean(), /** From the company down. */ path: z.array(place) }),
    action: z.object({ action: z.string(), name: bilingual }),
    object: z.object({ kind: z.string(), name: bilingual, label: z.string().nullable(), path: z.array(place) }),
    rules: z.array(judgedRule),
  }),
  refusals: {
    person_not_found: { it: 'Questa persona non c’è, o non è visibile da qui.', en: 'There is no such person, or not one visible from here.' },
    action_unknown: { it: 'Nessuna regola conosce questa azione per questo tipo di oggetto.', en: 'No rule knows this action for this kind of object.' },
    object_not_found: { it: 'L’oggetto non c’è, o non è visibile da qui.', en: 'There is no such object, or not one visible from here.' },
  },
});

export const replayDecisionRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/audit/:id/decision',
  summary: 'The decision behind an audit row made again with the rules, rights and tree of that moment',
  access: 'identity.audit.read',
  params: z.object({ id: z.coerce.number().int().min(1) }),
  response: z.object({
    allowed: z.boolean(),
    /** It comes out today as it was recorded then. */
    equal: z.boolean(),
    version: z.object({ number: z.number().int(), digest: z.string(), firstInForce: instant }),
    on: civilDate,
    action: z.object({ action: z.string(), name: bilingual }),
    profileName: bilingual,
    rules: z.array(judgedRule),
  }),
  refusals: {
    not_decided: { it: 'Questa riga non nasce da una decisione della tabella delle regole.', en: 'This row does not come from a decision of the rule table.' },
    version_unknown: { it: 'La versione delle regole di quel giorno non è conosciuta.', en: 'The version of the rules of that day is not known.' },
    person_unknown: { it: 'La personalità di allora non è conosciuta.', en: 'The personality of then is not known.' },
  },
});
