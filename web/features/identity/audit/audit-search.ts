/** What the address of the audit page holds, and what is asked of the server for it. */
import type { RequestOf } from '../../../request/endpoint.ts';
import type { listAuditRoute } from '#identity/api';
import { textIn, wordIn, type RawSearch } from '../../../shells/page-search.ts';

const outcomes = ['done', 'refused'] as const;
export const strengths = ['passkey', 'password+code', 'password', 'federated'] as const;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Pure. What is no account, day or code is left out rather than sent and refused. */
export function readAuditSearch(raw: RawSearch) {
  const matching = (name: string, pattern: RegExp): string | undefined => {
    const text = textIn(raw, name);
    return text !== undefined && pattern.test(text) ? text : undefined;
  };
  return {
    outcome: wordIn(raw, 'outcome', outcomes),
    strength: wordIn(raw, 'strength', strengths),
    action: matching('action', /^[\w.-]{1,100}$/),
    from: matching('from', /^\d{4}-\d\d-\d\d$/),
    to: matching('to', /^\d{4}-\d\d-\d\d$/),
    person: matching('person', uuid),
    inPlaceOf: textIn(raw, 'inPlaceOf') === 'any' ? 'any' : matching('inPlaceOf', uuid),
    kind: matching('kind', /^[\w.-]{1,100}$/),
    object: matching('object', /^[\w.:/@-]{1,200}$/),
  };
}

export type AuditSearch = ReturnType<typeof readAuditSearch>;

/** All filters taken off. */
export const noAuditSearch: { readonly [K in keyof AuditSearch]: undefined } = {
  outcome: undefined, strength: undefined, action: undefined, from: undefined, to: undefined, person: undefined, inPlaceOf: undefined, kind: undefined, object: undefined,
};

/** The question for a search. */
export function auditQuery({ person, inPlaceOf, kind, object, ...same }: AuditSearch): Omit<NonNullable<RequestOf<typeof listAuditRoute>['query']>, 'cursor' | 'limit'> {
  return { ...same, accountId: person, onBehalfOf: inPlaceOf, objectKind: kind, objectId: object };
}
