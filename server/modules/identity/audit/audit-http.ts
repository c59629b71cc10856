/** Routes of the audit viewer. The check of the whole trail is apart (audit-verification.ts): it needs the installation's key. */
import { audit } from '#platform/audit';
import { auditProof } from '#platform/audit-proof';
import { AppError } from '#platform/errors';
import { route, streamRoute, type RouteHandler } from '#platform/http/route';
import { done, refuse } from '#platform/result';
import { exportAuditRoute, listAuditRoute, proveAuditRoute } from '../api.ts';
import { exportAudit, listAudit } from './audit-list.ts';

export const auditRoutes: readonly RouteHandler[] = [
  route(listAuditRoute, async (ctx, { query }) => done(await listAudit(ctx, query))),
  streamRoute(exportAuditRoute, async (ctx, { query: { format, language, ...filter } }) => done(exportAudit(ctx, filter, { format, language }))),
  route(proveAuditRoute, async (ctx, { params }) => {
    const proof = await auditProof(ctx.tx, ctx.tenant.id, params.id);
    if (proof === undefined) throw new AppError('not_found', `audit event ${params.id}`);
    if (proof === 'not_sealed_yet') return refuse('not_sealed_yet');
    await audit(ctx, { action: 'identity.audit.prove', objectKind: 'audit-event', objectId: String(params.id) });
    return done({ bytes: Buffer.from(proof.text), fileName: `audit-${params.id}.proof.json` });
  }),
];
