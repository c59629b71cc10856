/** Face of the module identity: who, where, with which right. */
export { newDeviceKind, passwordChangedKind } from './account-events.ts';
export { addAccount, addPersonality, endPersonality, type NewAccount, type NewPersonality } from './accounts.ts';
export { actingSession, createAuthenticator, type ActingRow } from './authenticator.ts';
export { auditVerification, type AuditFiles } from './audit-verification.ts';
export { ancestorsOf, standingSessions } from './live-ports.ts';
export { addNode, branchOf, dealerOf, findNode, moveNode, nodePath, type NewNode, type NodeDetails, type NodeKind, type OrganisationNode } from './nodes.ts';
export { demoAccounts, demoPassword, type DemoAccount } from './demo/demo-people.ts';
export { defaultProfiles, type ProfileDefinition } from './profiles.ts';
export { networkOf } from './network-of.ts';
export { openSession, type NewSession, type OpenedSession } from './sessions.ts';
export { signOut } from './end-sessions.ts';
export { findStandingPersonality, findStandingSession, listProfiles, noteSessionUse, standingAmong, standingPersonalitiesOf, type SessionStanding, type StandingPersonality } from './standing.ts';
export { createTenant, type NewTenant } from './tenants.ts';
