/** Contracts of the module identity, shared with the web. */
import { z } from 'zod';
import { amountCents, civilDate, defineRoute, instant, pageQuery, plainText, uuid } from '#platform/contract';
import { acceptBody, acceptRefusals } from './invitations/invitation-contracts.ts';
import { passkeyAnswer, passkeyNotValid, passkeysNotHere } from './passkeys/passkey-contracts.ts';
import { halfSignIn } from './second-factor/second-factor-contracts.ts';
import { typedCode } from './second-factor/step-up-contracts.ts';

export * from './audit/audit-contracts.ts';
export * from './federation/federation-contracts.ts';
export * from './invitations/invitation-contracts.ts';
export * from './people/own-sellers-contracts.ts';
export * from './passkeys/passkey-contracts.ts';
export * from './changes/change-request-contracts.ts';
export * from './delegation/delegation-contracts.ts';
export * from './accounts/password-contracts.ts';
export * from './recovery/recovery-contracts.ts';
export * from './second-factor/second-factor-contracts.ts';
export * from './second-factor/step-up-contracts.ts';
export * from './views/view-contracts.ts';
export * from './rules/why-contracts.ts';

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

/** A delegation from its stand-in's side: whose place, until when (first day no longer), up to which amount of one deed. */
const lent = z.object({ delegationId: uuid, absentName: z.string(), validTo: civilDate, amountLimitCents: amountCents.nullable() });

/** Who is signed in, as what, where, and what they may do. */
export const me = z.object({
  account: z.object({ id: uuid, loginName: z.string(), displayName: z.string(), language }),
  tenant: tenantBrief,
  /** The active personality; `dealer` is the one at or above its node. */
  personality: personalityCard.omit({ tenant: true }).extend({ dealer: dealerCard.nullable() }),
  /** All personalities the person may take today, the active one included. */
  personalities: z.array(personalityCard),
  /** Colleagues in whose place the person may act today; `id` is the absent's personality. */
  standIns: z.array(personalityCard.extend(lent.shape)),
  /** Whose place the person takes at this moment; `account` is the person's own. */
  onBehalfOf: lent.nullable(),
  privileges: z.array(z.string()),
  /** Repeat it in the header `x-volano-csrf` of every write. */
  csrfToken: z.string(),
  /** The company asks for a second factor and there is none: until one is set up, nothing else is open. */
  secondFactorNeeded: z.boolean(),
  /** The installation holds the demo world. */
  demo: z.boolean(),
});
export type Me = z.infer<typeof me>;

export const signInRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/sign-in',
  summary: 'Opens a session and sets its cookie; answers like /me, or what still lacks where the account has a second factor',
  access: 'public',
  body: z.strictObject({ loginName: plainText(254, 1), password: z.string().min(1).max(256) }),
  response: z.union([me, halfSignIn]),
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
    longer_password_needed: {
      it: 'Il secondo fattore non c’è più e la tua password è troppo corta da sola: usa «Password dimenticata» per sceglierne una più lunga.',
      en: 'The second factor is gone and your password is too short alone: use “Forgot password” to choose a longer one.',
    },
  },
});

export const completeSignInRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/sign-in/code',
  summary: 'Completes a sign-in with a one-time code or a recovery code; answers like /me',
  access: 'public',
  body: z.strictObject({ half: z.string().regex(/^[\w-]{43}$/), code: typedCode }),
  response: me,
  ratePerMinute: 120,
  refusals: {
    half_not_valid: { it: 'È passato troppo tempo: inserisci di nuovo nome utente e password.', en: 'Too much time has passed: enter user name and password again.' },
    proof_not_valid: { it: 'Il codice non è corretto o è già stato usato.', en: 'The code is not correct or was already used.' },
    no_personality: signInRoute.refusals.no_personality,
  },
});

export const passkeySignInRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/passkey-sign-in',
  summary: 'Opens a session by a passkey and sets its cookie; answers like /me',
  access: 'public',
  body: z.strictObject({ answer: passkeyAnswer }),
  response: me,
  ratePerMinute: 120,
  refusals: {
    passkeys_not_here: passkeysNotHere,
    passkey_not_valid: passkeyNotValid,
    no_personality: signInRoute.refusals.no_personality,
  },
});

export const acceptInvitationRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/invitation/accept',
  summary: 'Makes the invited person’s account, role and first session; answers like /me',
  access: 'public',
  body: acceptBody,
  response: me,
  bodyLimit: 40_000,
  ratePerMinute: 60,
  refusals: acceptRefusals,
});

export const signOutRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/sign-out',
  summary: 'Ends the session and clears its cookie',
  access: 'signed-in',
  beforeSecondFactor: true,
  response: z.object({ ended: z.boolean() }),
});

export const meRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/me',
  summary: 'Who is signed in, as which personality, with which privileges',
  access: 'signed-in',
  beforeSecondFactor: true,
  response: me,
});

export const switchPersonalityRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/personality',
  summary: 'Takes another of one’s own personalities, or one lent by a delegation: the old session ends, the cookie and the CSRF token change',
  access: 'signed-in',
  body: z.strictObject({ personalityId: uuid, /** To act in the place of an absent colleague, whose personality it is. */ delegationId: uuid.optional() }),
  response: me,
});

export const setLanguageRoute = defineRoute({
  method: 'PUT',
  path: '/api/identity/me/language',
  summary: 'Sets the language of one’s own account',
  access: 'signed-in',
  beforeSecondFactor: true,
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
  beforeSecondFactor: true,
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
  suspended: z.boolean(),
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
