import type {
  changePasswordRoute,
  endOtherSessionsRoute,
  endSessionRoute,
  exportAuditRoute,
  listAuditRoute,
  listPeopleRoute,
  listSessionsRoute,
  organisationRoute,
  proveAuditRoute,
  verifyAuditRoute,
} from '#identity/api';
import type { readAbout } from '#platform/about-api';
import { endpoint } from '../../request/index.ts';

export const about = endpoint<typeof readAbout>('GET', '/api/platform/about');
export const sessions = endpoint<typeof listSessionsRoute>('GET', '/api/identity/sessions');
export const endSession = endpoint<typeof endSessionRoute>('DELETE', '/api/identity/sessions/:id');
export const endOtherSessions = endpoint<typeof endOtherSessionsRoute>('DELETE', '/api/identity/sessions');
export const changePassword = endpoint<typeof changePasswordRoute>('POST', '/api/identity/me/password');
export const organisation = endpoint<typeof organisationRoute>('GET', '/api/identity/organisation');
export const people = endpoint<typeof listPeopleRoute>('GET', '/api/identity/people');
export const auditExport = endpoint<typeof exportAuditRoute>('GET', '/api/identity/audit/export');
export const auditProof = endpoint<typeof proveAuditRoute>('GET', '/api/identity/audit/:id/proof');
export const auditTrail = endpoint<typeof listAuditRoute>('GET', '/api/identity/audit');
export const verifyAudit = endpoint<typeof verifyAuditRoute>('POST', '/api/identity/audit/verification', 'read-only');
