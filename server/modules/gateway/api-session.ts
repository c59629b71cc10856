/**
 * An application at our own API: its opaque token of the gateway carries it as the personality of the sign-in, for
 * reading, and only in the parts of the API it was registered for. Asked anew at each request, so it ends with the
 * session, the personality, the application or the rule that let it in.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { findActingSession } from '#identity';
import type { RouteContract } from '#platform/contract';
import type { Database } from '#platform/db';
import { AppError } from '#platform/errors';
import type { Applications } from '#platform/http/door';
import { hashId, unseal } from '#platform/record-cipher';
import { apiArea } from './api.ts';
import { standingOf } from './app-standing.ts';
import { apiScope } from './client-metadata.ts';
import { createKeyring } from './gateway-keys.ts';
import { findOpenGrant } from './grants.ts';
import { findRecord } from './oidc-records.ts';

const kind = 'AccessToken';
/** What the provider keeps of an opaque token; those made for an application's own services carry an audience. */
const accessToken = z.object({ kind: z.literal(kind), clientId: z.string(), grantId: z.string(), scope: z.string(), exp: z.number(), aud: z.undefined().optional() });

const areaOf = (contract: RouteContract): string => contract.path.split('/')[2] ?? '';

/** What the door asks about applications. */
export function applicationsAtApi(of: { readonly database: Database; readonly keysFile: string; readonly clock: () => Date; readonly ruleVersion?: number }): Applications {
  const keyring = createKeyring(of.keysFile, of.clock);
  return {
    mayRead: (contract) => contract.method === 'GET' && (apiArea.options as readonly string[]).includes(areaOf(contract)),
    authenticate: async (token, contract, now) => {
      const idHash = hashId(token);
      const { records } = await keyring();
      return of.database.gate(async (tx) => {
        const record = await findRecord(tx, kind, idHash);
        const content = record === undefined ? undefined : accessToken.safeParse(unseal(records, { kind, idHash }, record.payload)).data;
        if (content === undefined || content.exp * 1000 <= now.getTime() || !content.scope.split(' ').includes(apiScope)) return undefined;
        const grant = await findOpenGrant(tx, hashId(content.grantId));
        const standing = grant === undefined ? undefined : await standingOf(tx, grant, now);
        if (grant === undefined || standing === undefined || standing.app.clientId !== content.clientId) return undefined;
        if (!standing.app.apiAreas.includes(areaOf(contract))) throw new AppError('forbidden', 'not for this application');
        const session = await findActingSession(tx, grant, now);
        if (session === undefined) return undefined;
        return { ...session, id: grant.sessionId, csrfToken: randomUUID(), actor: { ...session.actor, client: standing.app.clientId, strength: standing.session.strength, ruleVersion: of.ruleVersion } };
      });
    },
  };
}
