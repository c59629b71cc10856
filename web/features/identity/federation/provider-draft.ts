/** A provider while its form is being written. Pure. */
import type { addProviderRoute, FederationProvider } from '#identity/api';
import type { RequestOf } from '../../../request/index.ts';

export interface ProviderDraft {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
  /** One a line. */
  readonly domains: string;
}

export const blankProvider: ProviderDraft = { name: '', issuer: '', clientId: '', secret: '', domains: '' };
export const draftOfProvider = ({ name, issuer, clientId, domains }: FederationProvider): ProviderDraft => ({ name, issuer, clientId, secret: '', domains: domains.join('\n') });

/** Fields that are still empty and must not be. */
export function missingFields(draft: ProviderDraft): ReadonlySet<keyof ProviderDraft> {
  return new Set((['name', 'issuer', 'clientId'] as const).filter((field) => draft[field].trim() === ''));
}

const wordsOf = (draft: ProviderDraft) => ({
  name: draft.name.trim(), clientId: draft.clientId.trim(), domains: draft.domains.split(/[\s,;]+/).map((domain) => domain.trim().toLowerCase().replace(/^@/, '')).filter((domain) => domain !== ''),
});

/** A new provider as it is sent. */
export function newProviderBody(draft: ProviderDraft): RequestOf<typeof addProviderRoute>['body'] {
  return { ...wordsOf(draft), issuer: draft.issuer.trim(), clientSecret: draft.secret === '' ? null : draft.secret };
}

/** A changed one: an empty secret leaves the present one. */
export function changedProviderBody(draft: ProviderDraft) {
  return { ...wordsOf(draft), ...(draft.secret === '' ? {} : { clientSecret: draft.secret }) };
}
