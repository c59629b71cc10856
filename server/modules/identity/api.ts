/** Contracts of the module identity, shared with the web. */
import { z } from 'zod';
import { civilDate, defineRoute, instant, pageQuery, plainText, uuid } from '#platform/contract';

export * from './password-contracts.ts';
export * from './view-contracts.ts';

export const nodeKind = z.enum(['company', 'district', 'region', 'dealer', 'branch', 'seller']);
const nodeId = z.number().int().min(1).max(2_147_483_647);
const nodeIdText = z.coerce.number().int().min(1).max(2_147_483_647);
const bilingual = z.object({ it: z.string(), en: z.string() });
const nodeBrief = z.object({ id: nodeId, kind: nodeKind, code: z.string(), name: z.string() });
const tenantBrief = z.object({ code: z.string(), name: z.string() });
const text = z.string().nullable();
export const language = z.enum(['it', 'en']);

/** Name and address of a dealer, for heads of pages and prints. */
export const dealerCard = z.object({
  id: nodeId,
  code: z.string(),
  name: z.string(),
  addressLine: text,
  postalCode: text,
  city: text,
  province: text,
  vatNumber: text,
  phone: text,
  email: text,
  brandColour: text,
});

export const personalityCard = z.object({ id: uuid, profile: z.string(), profileName: bilingual, label: z.string(), tenant: tenantBrief, node: nodeBrief });

/** Who is signed in, as what, where, and what they may do. */
export const me = z.object({
  account: z.object({ id: uuid, loginName: z.string(), displayName: z.string(), language }),
  tenant: tenantBrief,
  /** The active personality; `dealer` is the one at or above its node. */
  personality: personalityCard.omit({ tenant: true }).extend({ dealer: dealerCard.nullable() }),
  /** All personalities the person may take today, the active one included. */
  personalities: z.array(personalityCard),
  privileges: z.array(z.string()),
  /** Repeat it in the header `x-volano-csrf` of every write. */
  csrfToken: z.string(),
  /** The installation holds the demo world. */
  demo: z.boolean(),
});
export type Me = z.infer<typeof me>;

export const signInRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/sign-in',
  summary: 'Opens a session and sets its cookie; answers like /me',
  access: 'public',
  body: z.strictObject({ loginName: plainText(254, 1), password: z.string().min(1).max(256) }),
  response: me,
  ratePerMinute: 300,
  refusals: {
    credentials_not_valid: {
      it: 'Nome utente o password non corretti. Controlla e riprova.',
      en: 'User name or password is not correct. Check and try again.',
    },
    no_personality: {
      it: 'Il tuo account non ha ruoli attivi: chiedi al tuo responsabile di assegnarne uno.',
      en: 'Your account has no active role: ask your manager to assign one.',
    },
  },
});

export const signOutRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/sign-out',
  summary: 'Ends the session and clears its cookie',
  access: 'signed-in',
  response: z.object({ ended: z.boolean() }),
});

export const meRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/me',
  summary: 'Who is signed in, as which personality, with which privileges',
  access: 'signed-in',
  response: me,
});

export const switchPersonalityRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/personality',
  summary: 'Takes another of one’s own personalities: the old session ends, the cookie and the CSRF token change',
  access: 'signed-in',
  body: z.strictObject({ personalityId: uuid }),
  response: me,
});

export const setLanguageRoute = defineRoute({
  method: 'PUT',
  path: '/api/identity/me/language',
  summary: 'Sets the language of one’s own account',
  access: 'signed-in',
  body: z.strictObject({ language }),
  response: z.object({ language }),
});

export const ownSession = z.object({
  id: uuid,
  current: z.boolean(),
  createdAt: instant,
  /** Latest use, exact to the minute. */
  seenAt: instant,
  expiresAt: instant,
  userAgent: z.string(),
  /** Network the session began in: /24 or /64, never the whole address. */
  network: z.string(),
  tenantName: z.string(),
  label: z.string(),
});

export const listSessionsRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/sessions',
  summary: 'One’s own open sessions, the latest used first',
  access: 'signed-in',
  response: z.object({ items: z.array(ownSession) }),
});

export const endSessionRoute = defineRoute({
  method: 'DELETE',
  path: '/api/identity/sessions/:id',
  summary: 'Ends one of one’s own sessions; the present one as well',
  access: 'signed-in',
  params: z.object({ id: uuid }),
  response: z.object({ ended: z.literal(true) }),
});

export const endOtherSessionsRoute = defineRoute({
  method: 'DELETE',
  path: '/api/identity/sessions',
  summary: 'Ends all of one’s own sessions but the present one',
  access: 'signed-in',
  response: z.object({ ended: z.number().int() }),
});

export const organisationNode = nodeBrief.extend({
  parentId: nodeId.nullable(),
  validFrom: civilDate,
  validTo: civilDate.nullable(),
  city: text,
  province: text,
  /** People with a personality in force today at this very node, customers aside. */
  people: z.number().int(),
  /** The same at the node or anywhere below it. */
  peopleBelow: z.number().int(),
});

export const organisationRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/organisation',
  summary: 'The organisation from the active scope downwards, parents before children, with counts of people',
  access: 'identity.organisation.read',
  response: z.object({
    items: z.array(organisationNode),
    /** False when there are more than 10,000 nodes and the deepest are left out. */
    complete: z.boolean(),
  }),
});

export const personListed = z.object({
  personalityId: uuid,
  accountId: uuid,
  displayName: z.string(),
  loginName: z.string(),
  accountStatus: z.enum(['active', 'blocked']),
  profile: z.string(),
  profileName: bilingual,
  label: z.string(),
  node: nodeBrief,
  validFrom: civilDate,
  validTo: civilDate.nullable(),
  /** In force today. */
  current: z.boolean(),
});

export const listPeopleRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/people',
  summary: 'Staff and partners within reach, by name; one row per personality',
  access: 'identity.people.read',
  query: pageQuery.extend({
    /** Words that must all occur in name, login name, label or node. */
    search: plainText(100).optional(),
    profile: z.string().max(60).regex(/^\w+$/).optional(),
    /** Only at this node or below. */
    nodeId: nodeIdText.optional(),
    state: z.enum(['current', 'ended', 'all']).default('current'),
  }).strict(),
  response: z.object({ items: z.array(personListed), nextCursor: z.string().nullable() }),
});

export const auditRow = z.object({
  id: z.number().int(),
  at: instant,
  actorKind: z.enum(['person', 'system', 'nobody']),
  accountId: uuid.nullable(),
  personalityId: uuid.nullable(),
  /** Name of the person, where known and visible. */
  displayName: text,
  action: z.string(),
  objectKind: z.string(),
  objectId: z.string(),
  outcome: z.enum(['done', 'refused']),
  details: z.record(z.string(), z.unknown()),
  address: text,
  requestId: z.string(),
  /** Block of the seal; null for the few seconds until the next one. */
  blockNumber: z.number().int().nullable(),
});

const auditWord = z.string().max(100).regex(/^[\w.-]+$/);

export const listAuditRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/audit',
  summary: 'The tenant’s audit trail, newest first',
  access: 'identity.audit.read',
  query: pageQuery.extend({
    cursor: z.coerce.number().int().min(1).optional(),
    objectKind: auditWord.optional(),
    objectId: auditWord.optional(),
    /** Whole name of an action, or its beginning followed by a dot: `identity.session.`. */
    action: auditWord.optional(),
    /** Calendar day in Italy. */
    day: civilDate.optional(),
    outcome: z.enum(['done', 'refused']).optional(),
  }).strict(),
  response: z.object({ items: z.array(auditRow), nextCursor: z.number().int().nullable() }),
});

export const verifyAuditRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/audit/verification',
  summary: 'Checks every leaf, block, link, signature and exported head of the installation’s audit trail',
  access: 'identity.audit.verify',
  readOnly: true,
  ratePerMinute: 6,
  response: z.object({
    events: z.number().int(),
    unsealed: z.number().int(),
    blocks: z.number().int(),
    findings: z.array(z.object({ block: z.number().int(), eventId: z.number().int().nullable(), problem: z.string() })),
  }),
  refusals: {
    key_not_here: {
      it: 'Questo processo non ha la chiave che ha firmato il registro: esegui «volano audit verify» dove si trova la chiave.',
      en: 'This process does not hold the key that signed the trail: run “volano audit verify” where the key is.',
    },
  },
});
