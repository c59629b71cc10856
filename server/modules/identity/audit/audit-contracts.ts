/** Contracts of the audit trail: the viewer, its file, the proof of one event, the check of all. */
import { z } from 'zod';
import { civilDate, defineRoute, instant, pageQuery, uuid } from '#platform/contract';

const text = z.string().nullable();
const strength = z.enum(['federated', 'password', 'password+code', 'passkey']);

export const auditRow = z.object({
  id: z.number().int(),
  at: instant,
  actorKind: z.enum(['person', 'system', 'nobody']),
  accountId: uuid.nullable(),
  personalityId: uuid.nullable(),
  /** Name of the person, where known and visible. */
  displayName: text,
  /** The account in whose place the person acted, its name, and the delegation that allowed it. */
  onBehalfOf: uuid.nullable(),
  onBehalfOfName: text,
  delegationId: uuid.nullable(),
  /** How the person had proved who they are; null before it was kept, and for the program itself. */
  strength: strength.nullable(),
  /** Application whose token carried the request; null for our own pages. */
  client: text,
  action: z.string(),
  objectKind: z.string(),
  objectId: z.string(),
  outcome: z.enum(['done', 'refused']),
  details: z.record(z.string(), z.unknown()),
  /** Version of the rule table that decided, and what it was asked. */
  ruleVersion: z.number().int().nullable(),
  decision: z.record(z.string(), z.unknown()).nullable(),
  address: text,
  requestId: z.string(),
  /** Block of the seal; null for the few seconds until the next one. */
  blockNumber: z.number().int().nullable(),
});

const auditWord = z.string().max(100).regex(/^[\w.-]+$/);

const auditFilter = {
  objectKind: auditWord.optional(),
  /** Of any kind: ids and codes as they stand in the row. */
  objectId: z.string().max(200).regex(/^[\w.:/@-]+$/).optional(),
  /** Whole name of an action, or its beginning followed by a dot: `identity.session.`. */
  action: auditWord.optional(),
  /** Calendar days in Italy, both included. */
  from: civilDate.optional(),
  to: civilDate.optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  /** Account that acted. */
  accountId: uuid.optional(),
  /** Account in whose place somebody acted, or `any`. */
  onBehalfOf: z.union([z.literal('any'), uuid]).optional(),
  strength: strength.optional(),
  client: auditWord.optional(),
};

export const listAuditRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/audit',
  summary: 'The tenant’s audit trail, newest first',
  access: 'identity.audit.read',
  query: pageQuery.extend({ cursor: z.coerce.number().int().min(1).optional(), ...auditFilter }).strict(),
  response: z.object({ items: z.array(auditRow), nextCursor: z.number().int().nullable() }),
});

export const exportAuditRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/audit/export',
  summary: 'The filtered audit trail as CSV or XLSX, newest first, streamed, at most 1,000,000 rows',
  access: 'identity.audit.read',
  query: z.strictObject({ ...auditFilter, format: z.enum(['csv', 'xlsx']).default('csv'), language: z.enum(['it', 'en']).default('it') }),
  response: z.unknown(),
  produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ratePerMinute: 20,
});

export const proveAuditRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/audit/:id/proof',
  summary: 'The proof of one event: a file that bin/verify-proof.mjs checks without this program',
  access: 'identity.audit.read',
  params: z.object({ id: z.coerce.number().int().min(1) }),
  response: z.unknown(),
  produces: 'application/json',
  refusals: {
    not_sealed_yet: {
      it: 'L’evento non è ancora sigillato: riprova fra dieci secondi.',
      en: 'The event is not sealed yet: try again in ten seconds.',
    },
  },
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
