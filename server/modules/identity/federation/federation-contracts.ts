/** Contracts of sign-in by the word of another house, shared with the web. */
import { z } from 'zod';
import { defineRoute, instant, plainText, uuid } from '#platform/contract';

const issuer = z
  .string()
  .max(500)
  .refine((text) => !/[\s*\\?#]/.test(text) && URL.canParse(text) && /^https?:\/\/[^/@]+/i.test(text), { params: { code: 'not_a_web_address', it: 'non è un indirizzo web', en: 'is not a web address' } });
const domain = z.string().max(253).regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/);
const providerWords = z.strictObject({
  name: plainText(80, 1),
  clientId: plainText(255, 1),
  /** Ends of e-mail addresses for which the sign-in page offers it; none: it is offered to everybody. */
  domains: z.array(domain).max(20),
});
const secret = z.string().min(1).max(500);
const idParam = z.object({ id: uuid });

export const federationProvider = providerWords.extend({
  id: uuid,
  issuer: z.string(),
  enabled: z.boolean(),
  /** Accounts that may come in by it. */
  links: z.number().int(),
  /** To be registered at the provider, letter by letter. */
  redirectUri: z.string(),
  createdAt: instant,
  changedAt: instant,
});
export type FederationProvider = z.infer<typeof federationProvider>;

const privilege = 'identity.provider.write';
const addressRefusals = {
  issuer_not_allowed: {
    it: 'L’indirizzo del fornitore non è consentito: fuori dalla rete interna serve https. Gli host interni li indica chi gestisce l’installazione (VOLANO_INTRANET_HOSTS).',
    en: 'The address of the provider is not allowed: outside the intranet it must be https. Hosts of the intranet are named by whoever runs the installation (VOLANO_INTRANET_HOSTS).',
  },
} as const;

export const listProvidersRoute = defineRoute({
  method: 'GET', path: '/api/identity/providers', summary: 'The houses by whose word people of this company may sign in', access: privilege,
  response: z.object({ items: z.array(federationProvider) }),
});
export const addProviderRoute = defineRoute({
  method: 'POST', path: '/api/identity/providers', summary: 'Adds a provider, disabled until somebody enables it', access: privilege, stepUp: true,
  body: providerWords.extend({ issuer, clientSecret: secret.nullable() }),
  response: z.object({ provider: federationProvider }), refusals: addressRefusals,
});
export const changeProviderRoute = defineRoute({
  method: 'PUT', path: '/api/identity/providers/:id', summary: 'Changes a provider; its issuer stays, because links hang on it', access: privilege, stepUp: true, params: idParam,
  body: providerWords.extend({ /** Absent: it stays. */ clientSecret: secret.optional() }),
  response: z.object({ provider: federationProvider }),
});
export const setProviderStateRoute = defineRoute({
  method: 'PUT', path: '/api/identity/providers/:id/state', summary: 'Lets people come in by a provider, or no longer', access: privilege, stepUp: true, params: idParam,
  body: z.strictObject({ enabled: z.boolean() }),
  response: z.object({ provider: federationProvider }),
});
const partnerRefusals = {
  provider_unreachable: { it: 'Il fornitore non risponde come dovrebbe: {reason}', en: 'The provider does not answer as it should: {reason}' },
} as const;
export const testProviderRoute = defineRoute({
  method: 'POST', path: '/api/identity/providers/:id/test', summary: 'Asks a provider who it is, without signing anybody in', access: privilege, params: idParam, ratePerMinute: 20,
  response: z.object({ authorizationEndpoint: z.string(), tokenEndpoint: z.string(), /** Says that it checks PKCE S256. */ pkce: z.boolean(), /** Names itself in its answers (RFC 9207). */ namesItself: z.boolean() }),
  refusals: partnerRefusals,
});

/** Where the browser goes, and the word the page keeps until it comes back. */
const journey = z.object({ address: z.string(), browser: z.string() });

export const offeredProvidersRoute = defineRoute({
  method: 'GET', path: '/api/identity/federation/providers', summary: 'The providers the sign-in page may offer, for an e-mail domain or for everybody', access: 'public',
  query: z.strictObject({ domain: z.string().max(253).optional() }),
  response: z.object({ items: z.array(z.object({ id: uuid, name: z.string() })) }), ratePerMinute: 120,
});
export const beginFederatedSignInRoute = defineRoute({
  method: 'POST', path: '/api/identity/federation/sign-in', summary: 'Begins a sign-in at a provider', access: 'public', body: z.strictObject({ providerId: uuid }), response: journey, refusals: partnerRefusals, ratePerMinute: 60,
});
export const beginLinkRoute = defineRoute({
  method: 'POST', path: '/api/identity/federation/link', summary: 'Begins the journey by which a signed-in person links their own account at a provider', access: 'signed-in', stepUp: true, body: z.strictObject({ providerId: uuid }), response: journey,
  refusals: partnerRefusals, ratePerMinute: 60,
});
export const completeFederationRoute = defineRoute({
  method: 'POST', path: '/api/identity/federation/complete', summary: 'Ends a journey: opens a session for a linked subject, or links it to the session that began', access: 'public', ratePerMinute: 60,
  body: z.strictObject({
    providerId: uuid,
    browser: z.string().min(20).max(100),
    /** Query of the address the provider sent the browser to. */
    answer: z.record(z.string().max(60), z.string().max(4000)).refine((all) => Object.keys(all).length <= 20),
  }),
  response: z.object({ outcome: z.enum(['signedIn', 'linked']) }),
  refusals: {
    federation_failed: { it: 'L’accesso con l’altra organizzazione non è riuscito. Riparti dalla pagina di accesso.', en: 'Signing in through the other organisation did not succeed. Start again from the sign-in page.' },
    cancelled: { it: 'L’altra organizzazione non ha concluso l’accesso.', en: 'The other organisation did not complete the sign-in.' },
    account_not_linked: {
      it: 'Nessun account di Volano è collegato a questa identità. Entra come al solito e collegala nella pagina del tuo account.',
      en: 'No Volano account is linked to this identity. Sign in as usual and link it on the page of your account.',
    },
    already_linked: { it: 'Questa identità, o questo account, è già collegata.', en: 'This identity, or this account, is linked already.' },
    no_personality: { it: 'Oggi non hai ruoli attivi in Volano.', en: 'You hold no role in Volano today.' },
  },
});
export const ownLinksRoute = defineRoute({
  method: 'GET', path: '/api/identity/federation/links', summary: 'The providers a signed-in person may link, and those linked', access: 'signed-in',
  response: z.object({ items: z.array(z.object({ providerId: uuid, name: z.string(), linkedAt: instant.nullable(), lastUsedAt: instant.nullable() })) }),
});
export const unlinkRoute = defineRoute({
  method: 'DELETE', path: '/api/identity/federation/links/:id', summary: 'Removes one’s own link to a provider', access: 'signed-in', stepUp: true, params: idParam, response: z.object({ unlinked: z.literal(true) }),
});
