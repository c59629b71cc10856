/** Face of the module identity: who, where, with which right. */
export {
  factorChangedKind, newDeviceKind, passkeyAddedKind, passkeyCopiedKind, passkeyRemovedKind, passwordChangedKind, passwordResetAskedKind, recoveryAskedKind, recoveryConfirmedKind, recoveryDoneKind, recoveryStoppedKind,
} from './accounts/account-events.ts';
export { linkToken, type LinkKind } from './recovery/recovery-links.ts';
export { addAccount, addPersonality, endPersonality, type NewAccount, type NewPersonality } from './accounts/accounts.ts';
export { resealProviders } from './federation/federation-registry.ts';
export { resealTotp } from './second-factor/second-factor-totp.ts';
export { actingSession, createAuthenticator, type ActingRow } from './sessions/authenticator.ts';
export { auditVerification, type AuditFiles } from './audit/audit-verification.ts';
export { ancestorsOf, standingSessions } from './sessions/live-ports.ts';
export { addNode, branchOf, dealerOf, findNode, moveNode, nodePath, type NewNode, type NodeDetails, type NodeKind, type OrganisationNode } from './people/nodes.ts';
export { demoAccounts, demoPassword, type DemoAccount } from './demo/demo-people.ts';
export { defaultProfiles, type ProfileDefinition } from './rules/profiles.ts';
export { findActingSession } from './sessions/acting-session.ts';
export { changeRequestedKind, delegationChangedKind, type ChangeStep, type DelegationStep } from './delegation/delegation-events.ts';
export { changeRequestNews, delegationNews } from './rules/rights-audience.ts';
export { refuseAboveLimit, signatureOf } from './delegation/delegated-limit.ts';
export { networkOf } from './sign-in/network-of.ts';
export { openSession, type NewSession, type OpenedSession } from './sessions/sessions.ts';
export { signOut } from './sessions/end-sessions.ts';
export { companyNode, findActingPersonality, findStandingPerson, findStandingPersonality, findStandingSession, listProfiles, noteSessionUse, owesSecondFactor, standingAmong, standingPersonalitiesOf, type SessionStanding, type StandingPerson, type StandingPersonality } from './sessions/standing.ts';
export { gatherRules } from './rights/rule-book.ts';
export { decide } from './rules/rule-decide.ts';
export { keepRefusals } from './rules/rule-refusals.ts';
export { belowNode, permitted, subtreeOf, type RuleColumns } from './rules/rule-sql.ts';
export { standRuleVersion } from './rules/rule-versions.ts';
export { createTenant, type NewTenant } from './people/tenants.ts';
