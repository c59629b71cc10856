/** An application while its form is being written. Pure. */
import type { z } from 'zod';
import type { appIcon, appKind, RegisteredApp, registerAppRoute } from '#gateway/api';
import type { RequestOf } from '../../request/index.ts';
import { draftsOf, settingFaults, settingsOf, type SettingDraft } from './setting-drafts.ts';

export type AppKind = z.infer<typeof appKind>;
export type AppIcon = z.infer<typeof appIcon>;
export type ApiArea = RegisteredApp['apiAreas'][number];
type AppBody = RequestOf<typeof registerAppRoute>['body'];

export interface AppDraft {
  readonly name: string;
  readonly clientId: string;
  readonly kind: AppKind;
  readonly description: string;
  readonly icon: AppIcon;
  readonly address: string;
  /** One address a line. */
  readonly redirectUris: string;
  readonly postLogoutUris: string;
  readonly backchannelUri: string;
  readonly pushUri: string;
  readonly resource: string;
  readonly apiAreas: RegisteredApp['apiAreas'];
  readonly defaultVisible: boolean;
  readonly defaultSettings: readonly SettingDraft[];
}

/** Fields that may be wrong, in the order of the form. */
export const appFields = ['name', 'clientId', 'description', 'address', 'redirectUris', 'postLogoutUris', 'backchannelUri', 'pushUri', 'resource', 'defaultSettings'] as const;
export type AppField = (typeof appFields)[number];
export type AppFault = 'missing' | 'clientId' | 'address' | 'tooMany' | 'settings';

export const blankApp: AppDraft = {
  name: '', clientId: '', kind: 'oidcConfidential', description: '', icon: 'app', address: '', redirectUris: '', postLogoutUris: '', backchannelUri: '', pushUri: '', resource: '', apiAreas: [], defaultVisible: false, defaultSettings: [],
};

export function draftOfApp(app: RegisteredApp): AppDraft {
  return {
    ...app,
    redirectUris: app.redirectUris.join('\n'), postLogoutUris: app.postLogoutUris.join('\n'), backchannelUri: app.backchannelUri ?? '', pushUri: app.pushUri ?? '', resource: app.resource ?? '',
    defaultSettings: draftsOf(app.defaultSettings),
  };
}

/** 'Ordini ricambi (nuovo)' → 'ordini-ricambi-nuovo': a technical name to begin with. */
export function proposedClientId(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60);
}

const lines = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
const isWebAddress = (text: string): boolean => /^https?:\/\/[^/@\s]+(\/[^#\s]*)?$/i.test(text) && !/[*\\]/.test(text) && URL.canParse(text);

/** What can be seen to be wrong before asking the server. */
export function appFaults(draft: AppDraft): ReadonlyMap<AppField, AppFault> {
  const faults = new Map<AppField, AppFault>();
  if (draft.name.trim() === '') faults.set('name', 'missing');
  if (draft.clientId.trim() === '') faults.set('clientId', 'missing');
  else if (!/^[a-z0-9][a-z0-9-]{2,59}$/.test(draft.clientId.trim())) faults.set('clientId', 'clientId');
  if (draft.address.trim() === '') faults.set('address', 'missing');
  if (draft.kind !== 'headerProxy' && lines(draft.redirectUris).length === 0) faults.set('redirectUris', 'missing');
  for (const field of ['address', 'backchannelUri', 'pushUri', 'resource'] as const) {
    if (draft[field].trim() !== '' && !isWebAddress(draft[field].trim())) faults.set(field, 'address');
  }
  for (const field of ['redirectUris', 'postLogoutUris'] as const) {
    if (lines(draft[field]).length > 10) faults.set(field, 'tooMany');
    else if (!lines(draft[field]).every(isWebAddress)) faults.set(field, 'address');
  }
  if (settingFaults(draft.defaultSettings).size > 0) faults.set('defaultSettings', 'settings');
  return faults;
}

/** The draft as it is sent. */
export function bodyOf(draft: AppDraft): AppBody {
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  return {
    name: draft.name.trim(), clientId: draft.clientId.trim(), kind: draft.kind, description: draft.description.trim(), icon: draft.icon, address: draft.address.trim(),
    redirectUris: lines(draft.redirectUris), postLogoutUris: lines(draft.postLogoutUris), backchannelUri: orNull(draft.backchannelUri), pushUri: orNull(draft.pushUri), resource: orNull(draft.resource),
    apiAreas: [...draft.apiAreas], defaultVisible: draft.defaultVisible, defaultSettings: settingsOf(draft.defaultSettings),
  };
}

/** The field of the form that a path of the request names: `body.redirectUris.0` → `redirectUris`. */
export function fieldAt(path: string): AppField | undefined {
  const name = path.split('.')[1];
  return appFields.find((field) => field === name);
}
