/** Face of the module identity: who, where, with which right. */
export {
  factorChangedKind, newDeviceKind, passkeyAddedKind, passkeyCopiedKind, passkeyRemovedKind, passwordChangedKind, passwordResetAskedKind, recoveryAskedKind, recoveryConfirmedKind, recoveryDoneKind, recoveryStoppedKind,
} from './account-events.ts';
export { linkToken, type LinkKind } from './recovery-links.ts';
export { addAccount, addPersonality, endPersonality, type NewAccount, type NewPersonality } from './accounts.ts';
export { actingSession, createAuthenticator, type ActingRow } from './authenticator.ts';
export { auditVerification, type AuditFiles } from './audit-verification.ts';
export { ancestorsOf, standingSessions } from './live-ports.ts';
export { addNode, branchOf, dealerOf, findNode, moveNode, nodePath, type NewNode, type NodeDetails, type NodeKind, type OrganisationNode } from './nodes.ts';
export { demoAccounts, demoPassword, type DemoAccount } from './demo/demo-people.ts';
export { defaultProfiles, type ProfileDefinition } from './profiles.ts';
export { findActingSession } from './acting-session.ts';
export { changeRequestedKind, delegationChangedKind, type ChangeStep, type DelegationStep } from './delegation-events.ts';
export { changeRequestNews, delegationNews } from './rights-audience.ts';
export { refuseAboveLimit, signatureOf } from './delegated-limit.ts';
export { networkOf } from './network-of.ts';
export { openSession, type NewSession, type OpenedSession } from './sessions.ts';
export { signOut } from './end-sessions.ts';
export { companyNode, findActingPersonality, findStandingPerson, findStandingPersonality, findStandingSession, listProfiles, noteSessionUse, standingAmong, standingPersonalitiesOf, type SessionStanding, type StandingPerson, type StandingPersonality } from './standing.ts';
export { gatherRules } from './rights/rule-book.ts';
export { decide } from './rule-decide.ts';
export { keepRefusals } from './rule-refusals.ts';
export { belowNode, permitted, subtreeOf, type RuleColumns } from './rule-sql.ts';
export { standRuleVersion } from './rule-versions.ts';
export { createTenant, type NewTenant } from './tenants.ts';
