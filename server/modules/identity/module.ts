import type { Module } from '#platform/module';
import { fillDemo } from './demo/fill-demo.ts';
import { credentialRoutes } from './credential-routes.ts';
import { rightsRoutes } from './rules/rights-http.ts';
import { federationRoutes } from './federation/federation-routes.ts';
import { identityRoutes } from './http.ts';
import { invitationRoutes } from './invitations/invitation-routes.ts';
import { ownSellersRoutes } from './people/own-sellers-routes.ts';
import { passkeyRoutes } from './passkeys/passkey-routes.ts';
import { protectRoutes } from './accounts/protect-http.ts';
import { purgeSessions } from './sessions/purge-sessions.ts';
import { answerRecovery } from './recovery/recovery-ask.ts';
import { viewRoutes } from './views/view-http.ts';
import { identityRuled } from './rules/rules.ts';
import { whyRoutes } from './rules/why-http.ts';

/** They need the installation's key, which main.ts knows. */
export { answerRecovery, credentialRoutes };

/** They need the public address, and who carries mail. */
export { invitationRoutes, passkeyRoutes };

/** They need the public address, the installation's key and its intranet. */
export { federationRoutes };

/** They explain the rules of all modules, which main.ts gathers. */
export { whyRoutes };

/** They name every privilege of the program, which main.ts knows. */
export { rightsRoutes };

export const identityModule: Module = {
  name: 'identity',
  privileges: [
    { key: 'identity.organisation.read', it: 'Vedere l’organizzazione', en: 'See the organisation' },
    { key: 'identity.people.read', it: 'Vedere le persone', en: 'See the people' },
    { key: 'identity.rights.explain', it: 'Chiedere perché qualcuno può o non può', en: 'Ask why somebody may or may not' },
    { key: 'identity.people.manage', it: 'Invitare, sospendere e spostare le persone', en: 'Invite, suspend and move people' },
    { key: 'identity.people.grant', it: 'Assegnare qualsiasi profilo', en: 'Give any profile' },
    { key: 'identity.audit.read', it: 'Leggere il registro delle operazioni', en: 'Read the audit trail' },
    { key: 'identity.delegation.approve', it: 'Approvare le sostituzioni', en: 'Agree to stand-ins' },
    { key: 'identity.rights.read', it: 'Vedere profili e richieste sui diritti', en: 'See profiles and requests of rights' },
    { key: 'identity.rights.propose', it: 'Proporre cambiamenti dei diritti', en: 'Propose changes of rights' },
    { key: 'identity.rights.approve', it: 'Approvare cambiamenti dei diritti', en: 'Approve changes of rights' },
    { key: 'identity.audit.verify', it: 'Verificare il registro delle operazioni', en: 'Verify the audit trail' },
    { key: 'identity.account.protect', it: 'Chiudere sessioni, bloccare account, confermare recuperi', en: 'End sessions, block accounts, confirm recoveries' },
    { key: 'identity.security.write', it: 'Decidere chi deve avere un secondo fattore', en: 'Decide who needs a second factor' },
    { key: 'identity.provider.write', it: 'Collegare altre organizzazioni per l’accesso', en: 'Connect other organisations for signing in' },
  ],
  ruled: identityRuled,
  routes: [...identityRoutes, ...ownSellersRoutes, ...protectRoutes, ...viewRoutes],
  jobs: [purgeSessions],
  demo: fillDemo,
};
