/** Contracts of the module gateway, shared with the web. */
import { z } from 'zod';
import { defineRoute, instant, pageQuery, plainText, uuid } from '#platform/contract';

/** How an application names itself in the protocol: nothing else is looked up. */
export const clientIdForm = /^[a-z0-9][a-z0-9-]{2,59}$/;
export const appKind = z.enum(['oidcConfidential', 'oidcPublic', 'headerProxy']);
export const appStatus = z.enum(['active', 'suspended']);
/** Drawings the web has for applications. */
export const appIcon = z.enum(['app', 'archive', 'calendar', 'car', 'cart', 'chart', 'chat', 'document', 'euro', 'folder', 'graduation', 'headset', 'key', 'mail', 'map', 'people', 'phone', 'shield', 'star', 'truck', 'wrench']);

/** Parts of our own API that an application may be let read; those about accounts, applications and files brought in are nobody’s. */
export const apiArea = z.enum(['calculator', 'documents', 'news', 'pricing', 'quoting', 'territory', 'vehicles']);

/** http or https, no user name, no fragment; exact: what is registered is compared letter by letter. */
const webAddress = z
  .string()
  .max(500)
  .refine((text) => !/[\s*\\]/.test(text) && URL.canParse(text) && /^https?:\/\/[^/@]+(\/[^#]*)?$/i.test(text), { params: { code: 'not_a_web_address', it: 'non è un indirizzo web', en: 'is not a web address' } });
const settingName = z.string().regex(/^[a-zA-Z][\w.-]{0,59}$/);
const settingValue = z.union([plainText(500), z.number().min(-9e15).max(9e15), z.boolean(), z.null(), z.array(plainText(200)).max(50)]);
/** What an application reads of a person's rules; the same in every token, so it stays small. */
export const appSettings = z
  .record(settingName, settingValue)
  .refine((settings) => Object.keys(settings).length <= 50 && JSON.stringify(settings).length <= 4000, { params: { code: 'too_large', it: 'troppe impostazioni (4.000 caratteri al massimo)', en: 'too many settings (4,000 characters at most)' } });

const nodeId = z.number().int().min(1).max(2_147_483_647);
const bilingual = z.object({ it: z.string(), en: z.string() });

export const appRule = z.strictObject({
  profile: z.string().max(60).regex(/^\w+$/).nullable(),
  nodeId: nodeId.nullable(),
  personalityId: uuid.nullable(),
  effect: z.enum(['allow', 'deny', 'settings']),
  settings: appSettings,
});

const appWords = z.strictObject({
  name: plainText(80, 1),
  description: plainText(300),
  icon: appIcon,
  /** Where the switcher leads to; of a proxied application the address it is served at. */
  address: webAddress,
  redirectUris: z.array(webAddress).max(10),
  postLogoutUris: z.array(webAddress).max(10),
  backchannelUri: webAddress.nullable(),
  pushUri: webAddress.nullable(),
  /** Audience of signed access tokens for the application’s own services. */
  resource: webAddress.nullable(),
  /** What its tokens may read of our own API, as the personality of the sign-in; empty: nothing. Granted with the scope `api`. */
  apiAreas: z.array(apiArea).max(10).default([]),
  /** Seen by everybody no rule speaks of. */
  defaultVisible: z.boolean(),
  defaultSettings: appSettings,
});

export const registeredApp = appWords.extend({
  id: uuid,
  clientId: z.string(),
  kind: appKind,
  status: appStatus,
  /** Repeat it when changing the application or its rules. */
  version: z.number().int(),
  previousSecretUntil: instant.nullable(),
  createdAt: instant,
  changedAt: instant,
});
export type RegisteredApp = z.infer<typeof registeredApp>;

/** With names for people; null where nothing is named, or it cannot be seen any more. */
const listedRule = appRule.extend({ id: uuid, nodeName: z.string().nullable(), personName: z.string().nullable() });
const idParam = z.object({ id: uuid });
const version = z.number().int().min(1);

const addressRefusals = {
  redirect_uri_missing: { it: 'Serve almeno un indirizzo di ritorno.', en: 'At least one return address is needed.' },
  address_not_allowed: {
    it: 'L’indirizzo {address} non è consentito: fuori dalla rete interna serve https. Gli host interni li indica chi gestisce l’installazione (VOLANO_INTRANET_HOSTS).',
    en: 'The address {address} is not allowed: outside the intranet it must be https. Hosts of the intranet are named by whoever runs the installation (VOLANO_INTRANET_HOSTS).',
  },
  resource_taken: { it: 'Un’altra applicazione usa già questo nome di servizio.', en: 'Another application already uses this service name.' },
} as const;

export const listRegistryRoute = defineRoute({
  method: 'GET',
  path: '/api/gateway/registry',
  summary: 'The registered applications, with how many sign-ins are open and how many deliveries have failed in a week',
  access: 'gateway.app.read',
  response: z.object({
    items: z.array(registeredApp.extend({
      openSignIns: z.number().int(), failedDeliveries: z.number().int(),
      /** Whom its rules let in: the first few, and how many rules do. */
      audience: z.object({ rules: z.number().int(), first: z.array(listedRule.pick({ profile: true, nodeName: true, personName: true })) }),
    })),
    /** What rules may name. */
    profiles: z.array(z.object({ key: z.string(), name: bilingual })),
    issuer: z.string(),
  }),
});

export const getRegisteredRoute = defineRoute({
  method: 'GET',
  path: '/api/gateway/registry/:id',
  summary: 'One registered application with its rules',
  access: 'gateway.app.read',
  params: idParam,
  response: z.object({ app: registeredApp, rules: z.array(listedRule) }),
});

export const registerAppRoute = defineRoute({
  method: 'POST',
  path: '/api/gateway/registry',
  summary: 'Registers an application; its secret is in this answer and never again',
  access: 'gateway.app.write',
  stepUp: true,
  secretAnswer: true,
  body: appWords.extend({ clientId: z.string().regex(clientIdForm), kind: appKind }),
  response: z.object({ app: registeredApp, secret: z.string().nullable() }),
  refusals: { client_id_taken: { it: 'Questo nome tecnico è già usato.', en: 'This technical name is already taken.' }, ...addressRefusals },
});

export const changeAppRoute = defineRoute({
  method: 'PUT',
  path: '/api/gateway/registry/:id',
  summary: 'Changes an application',
  access: 'gateway.app.write',
  params: idParam,
  body: appWords.extend({ version }),
  response: z.object({ app: registeredApp }),
  refusals: addressRefusals,
});

export const rotateSecretRoute = defineRoute({
  method: 'POST',
  path: '/api/gateway/registry/:id/secret',
  summary: 'Gives the application a new secret, shown in this answer and never again; the old one may be taken for some hours more',
  access: 'gateway.app.write',
  stepUp: true,
  secretAnswer: true,
  params: idParam,
  body: z.strictObject({ keepOldHours: z.number().int().min(0).max(72) }),
  response: z.object({ secret: z.string(), previousSecretUntil: instant.nullable() }),
  refusals: { no_secret_kept: { it: 'Questa applicazione non usa un segreto.', en: 'This application keeps no secret.' } },
});

export const setAppStateRoute = defineRoute({
  method: 'PUT',
  path: '/api/gateway/registry/:id/state',
  summary: 'Suspends an application, which ends its sign-ins at once, or lets it work again',
  access: 'gateway.app.write',
  params: idParam,
  body: z.strictObject({ status: appStatus }),
  response: z.object({ app: registeredApp }),
});

export const removeAppRoute = defineRoute({
  method: 'DELETE',
  path: '/api/gateway/registry/:id',
  summary: 'Removes an application: its sign-ins end and its technical name is never given again',
  access: 'gateway.app.write',
  params: idParam,
  response: z.object({ removed: z.literal(true) }),
});

export const setRulesRoute = defineRoute({
  method: 'PUT',
  path: '/api/gateway/registry/:id/rules',
  summary: 'Sets who sees an application and with which settings: deny > personality > nearest node > profile > parent profile > default',
  access: 'gateway.app.write',
  params: idParam,
  body: z.strictObject({ version, rules: z.array(appRule).max(500) }),
  bodyLimit: 1_000_000,
  response: z.object({ app: registeredApp, rules: z.array(listedRule) }),
  refusals: {
    rule_for_nobody: { it: 'La regola {number} non indica nessuno: scegli un profilo, un nodo o una persona.', en: 'Rule {number} names nobody: choose a profile, a node or a person.' },
    rule_twice: { it: 'La regola {number} ripete le condizioni di un’altra.', en: 'Rule {number} repeats the conditions of another.' },
    rule_names_unknown: { it: 'La regola {number} indica qualcosa che non esiste o che non vedi.', en: 'Rule {number} names something that does not exist or that you cannot see.' },
  },
});

export const seenApp = z.object({
  appId: uuid,
  name: z.string(),
  status: appStatus,
  visible: z.boolean(),
  /** Rule that decided; null: the application’s own word for everybody. */
  decidedBy: uuid.nullable(),
  settings: appSettings,
  /** Rule each setting comes from; null: the application’s own. */
  sources: z.record(z.string(), uuid.nullable()),
});

export const previewRoute = defineRoute({
  method: 'GET',
  path: '/api/gateway/preview',
  summary: 'What a person would see in a personality: every application, why, and with which settings',
  access: 'gateway.app.read',
  query: z.object({ personalityId: uuid }).strict(),
  response: z.object({ personality: z.object({ id: uuid, displayName: z.string(), label: z.string(), profile: z.string() }), items: z.array(seenApp) }),
});

export const listAppsRoute = defineRoute({
  method: 'GET',
  path: '/api/gateway/apps',
  summary: 'The applications that show themselves to the active personality, for the switcher',
  access: 'signed-in',
  response: z.object({ items: z.array(z.object({ clientId: z.string(), name: z.string(), description: z.string(), icon: z.string(), address: z.string() })) }),
});

export const deliveryState = z.enum(['queued', 'sending', 'delivered', 'failed', 'pointless']);
export const listDeliveriesRoute = defineRoute({
  method: 'GET',
  path: '/api/gateway/deliveries',
  summary: 'What was to be told to applications, newest first: sign-outs and changed rules',
  access: 'gateway.app.read',
  query: pageQuery.extend({ appId: uuid.optional(), state: deliveryState.optional() }).strict(),
  response: z.object({
    items: z.array(z.object({
      id: uuid, appId: uuid, appName: z.string(), kind: z.enum(['logout', 'rules']), state: deliveryState, attempts: z.number().int(), answer: z.string(),
      /** Why the last attempt was not taken; null when it was, or before any. */
      reason: z.enum(['refused', 'broken', 'moved', 'late', 'nobody', 'name', 'notAllowed', 'inside', 'cut', 'certificate', 'other']).nullable(), statusCode: z.number().int().nullable(),
      createdAt: instant, nextAttemptAt: instant.nullable(), settledAt: instant.nullable(),
    })),
    nextCursor: z.string().nullable(),
  }),
});

export const retryDeliveryRoute = defineRoute({
  method: 'POST',
  path: '/api/gateway/deliveries/:id/retry',
  summary: 'Tries a failed delivery again now',
  access: 'gateway.app.write',
  params: idParam,
  response: z.object({ queued: z.literal(true) }),
  refusals: { not_failed: { it: 'Questa consegna non è fallita.', en: 'This delivery has not failed.' } },
});

export const proxyCheckRoute = defineRoute({
  method: 'GET',
  path: '/api/gateway/proxy-check',
  summary: 'For a reverse proxy: who stands behind a request, as a signed header of one minute for the address asked for',
  access: 'signed-in',
  ratePerMinute: 6000,
  response: z.object({ assertion: z.string(), seconds: z.literal(60) }),
  refusals: {
    address_missing: {
      it: 'Il proxy non dice quale indirizzo protegge (X-Original-URL, oppure X-Forwarded-Proto, -Host e -Uri).',
      en: 'The proxy does not say which address it protects (X-Original-URL, or X-Forwarded-Proto, -Host and -Uri).',
    },
  },
});
