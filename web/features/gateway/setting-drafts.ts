/** Settings of an application while they are being written: one row each, read when they are saved. Pure. */
import type { RegisteredApp } from '#gateway/api';

export type AppSettings = RegisteredApp['defaultSettings'];
type SettingValue = AppSettings[string];
export const settingKinds = ['text', 'number', 'truth', 'list', 'nothing'] as const;
export type SettingKind = (typeof settingKinds)[number];

export interface SettingDraft {
  /** Stable while the row stands. */
  readonly key: string;
  readonly name: string;
  readonly kind: SettingKind;
  /** As it is typed; of a truth 'true' or 'false'. */
  readonly text: string;
}

export type SettingFault = 'nameMissing' | 'nameForm' | 'nameTwice' | 'number' | 'thousands';

/** What a value is as a word of the form. */
export function kindOf(value: SettingValue): SettingKind {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'truth' : 'text';
}

/** A value as people read and write it: numbers with a comma, lists with semicolons. */
export function settingText(value: SettingValue): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.join('; ');
  return typeof value === 'number' ? String(value).replace('.', ',') : String(value);
}

let made = 0;

/** A key that no other row of the page has. */
export function rowKey(): string {
  made += 1;
  return `row-${made}`;
}

export function draftsOf(settings: AppSettings): readonly SettingDraft[] {
  return Object.entries(settings).map(([name, value]) => ({ key: rowKey(), name, kind: kindOf(value), text: settingText(value) }));
}

export const blankSetting = (): SettingDraft => ({ key: rowKey(), name: '', kind: 'text', text: '' });

function valueOf({ kind, text }: SettingDraft): SettingValue {
  if (kind === 'nothing') return null;
  if (kind === 'truth') return text === 'true';
  if (kind === 'number') return Number(text.trim().replace(',', '.'));
  if (kind === 'list') return text.split(';').map((part) => part.trim()).filter((part) => part !== '');
  return text.trim();
}

/** What is wrong in each row, by its key. */
export function settingFaults(drafts: readonly SettingDraft[]): ReadonlyMap<string, SettingFault> {
  const faults = new Map<string, SettingFault>();
  const names = drafts.map(({ name }) => name.trim());
  drafts.forEach((draft, at) => {
    const name = names[at] ?? '';
    const typed = draft.text.trim();
    if (name === '') faults.set(draft.key, 'nameMissing');
    else if (!/^[a-zA-Z][\w.-]{0,59}$/.test(name)) faults.set(draft.key, 'nameForm');
    else if (names.indexOf(name) < at) faults.set(draft.key, 'nameTwice');
    // One thousand, or one and some thousandths: nobody but the writer knows.
    else if (draft.kind === 'number' && /^-?\d{1,3}\.\d{3}$/.test(typed)) faults.set(draft.key, 'thousands');
    else if (draft.kind === 'number' && !/^-?\d+([.,]\d+)?$/.test(typed)) faults.set(draft.key, 'number');
  });
  return faults;
}

/** The settings as they are sent; rows without a fault only. */
export function settingsOf(drafts: readonly SettingDraft[]): AppSettings {
  return Object.fromEntries(drafts.map((draft) => [draft.name.trim(), valueOf(draft)]));
}
