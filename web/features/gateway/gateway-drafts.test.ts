import { describe, expect, test } from 'vitest';
import { appFaults, blankApp, bodyOf, draftOfApp, fieldAt, proposedClientId } from './app-draft.ts';
import { blankRule, rankOf, ruleBody, ruleFault } from './rule-drafts.ts';
import { blankSetting, draftsOf, settingFaults, settingsOf, type SettingKind } from './setting-drafts.ts';

const setting = (name: string, kind: SettingKind, text: string) => ({ ...blankSetting(), name, kind, text });

describe('settings', () => {
  test('come back as they were sent', () => {
    const settings = { cartelle: ['modulistica', 'area'], sconto: 12.5, approva: true, tema: 'chiaro', limite: null };
    expect(settingsOf(draftsOf(settings))).toEqual(settings);
  });

  test.each([
    ['', 'text', 'x', 'nameMissing'],
    ['2 nomi', 'text', 'x', 'nameForm'],
    ['a', 'number', 'dodici', 'number'],
    ['a', 'number', '', 'number'],
    ['a', 'number', '1.234', 'thousands'],
    ['a', 'number', '1,234', undefined],
    ['a', 'text', '', undefined],
  ] as const)('%j as %s %j: %s', (name, kind, text, fault) => {
    expect([...settingFaults([setting(name, kind, text)]).values()][0]).toBe(fault);
  });

  test('a name stands once', () => {
    expect([...settingFaults([setting('a', 'text', ''), setting('a', 'text', '')]).values()]).toEqual(['nameTwice']);
  });
});

describe('an application', () => {
  const draft = { ...blankApp, name: 'Ordini', clientId: 'ordini', address: 'https://ordini.example/', redirectUris: 'https://ordini.example/ritorno\n\n  https://ordini.example/due ' };

  test('is sent with one address a line and nothing for what is empty', () => {
    expect([...appFaults(draft)]).toEqual([]);
    expect(bodyOf(draft)).toMatchObject({ redirectUris: ['https://ordini.example/ritorno', 'https://ordini.example/due'], backchannelUri: null });
  });

  test('comes back from what is registered', () => {
    const app = { ...bodyOf(draft), apiAreas: [], id: 'a', status: 'active' as const, version: 1, previousSecretUntil: null, createdAt: '', changedAt: '' };
    expect(bodyOf(draftOfApp(app))).toEqual(bodyOf(draft));
  });

  test('is asked for what is missing or no address', () => {
    expect([...appFaults(blankApp).keys()]).toEqual(['name', 'clientId', 'address', 'redirectUris']);
    expect(appFaults({ ...draft, redirectUris: 'https://a.example/x\njavascript:alert(1)' }).get('redirectUris')).toBe('address');
    expect(appFaults({ ...draft, backchannelUri: 'https://nome@a.example/' }).get('backchannelUri')).toBe('address');
    expect(appFaults({ ...draft, kind: 'headerProxy', redirectUris: '' }).size).toBe(0);
    expect(fieldAt('body.redirectUris.0')).toBe('redirectUris');
    expect(fieldAt('body.version')).toBeUndefined();
  });

  test('gets a technical name from its own', () => {
    expect(proposedClientId('  Città: Ordini ricambi (nuovo)')).toBe('citta-ordini-ricambi-nuovo');
  });
});

describe('rules', () => {
  test('count as a denial first, then by the strongest condition', () => {
    const rule = { ...blankRule(), profile: 'seller' };
    expect(rankOf(rule)).toBe('profile');
    expect(rankOf({ ...rule, nodeId: 3 })).toBe('node');
    expect(rankOf({ ...rule, nodeId: 3, personalityId: 'p' })).toBe('personality');
    expect(rankOf({ ...rule, effect: 'deny', personalityId: 'p' })).toBe('deny');
  });

  test('speak of somebody, and once', () => {
    const rule = { ...blankRule(), profile: 'seller' };
    expect(ruleFault(blankRule(), [])).toBe('forNobody');
    expect(ruleFault(rule, [rule])).toBeUndefined();
    expect(ruleFault(rule, [rule, { ...blankRule(), profile: 'seller', effect: 'deny' }])).toBe('twice');
  });

  test('a denial carries no settings', () => {
    const settings = draftsOf({ a: 1 });
    expect(ruleBody({ ...blankRule(), profile: 'seller', settings }).settings).toEqual({ a: 1 });
    expect(ruleBody({ ...blankRule(), profile: 'seller', effect: 'deny', settings }).settings).toEqual({});
  });
});
