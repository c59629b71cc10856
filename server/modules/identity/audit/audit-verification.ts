import { existsSync } from 'node:fs';
import { loadAuditKey } from '#platform/audit-key';
import { verifyAudit } from '#platform/audit-verify';
import { gateRoute, type RouteHandler } from '#platform/http/route';
import { done, refuse } from '#platform/result';
import { verifyAuditRoute } from '../api.ts';

/** Files of the installation that the seal rests on; known to the composition root. */
export interface AuditFiles {
  readonly auditKeyFile: string;
  readonly auditHeadsFiles: readonly string[];
}

/**
 * The route that checks the whole trail. A gate route, because the check reads as the owner in its own snapshot and no
 * business transaction is needed; the door still asks for the privilege.
 */
export function auditVerification(files: AuditFiles): RouteHandler {
  return gateRoute(verifyAuditRoute, async (gate) => {
    // A process without the key must not make one: every block would look forged.
    if (!existsSync(files.auditKeyFile)) return refuse('key_not_here');
    const { findings, ...counts } = await verifyAudit(gate.database, await loadAuditKey(files.auditKeyFile), files.auditHeadsFiles);
    return done({ ...counts, findings: findings.slice(0, 1000).map((finding) => ({ ...finding })) });
  });
}
