import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveApp, rulesFor, type AppRule, type Settings, type Subject } from './resolve-app.ts';

/** Seller of a dealer: seller inherits nothing, the manager inherits from seller. */
const manager: Subject = { personalityId: 'P1', profiles: ['dealerManager', 'seller'], nodes: [30, 20, 10] };
const rule = (id: string, effect: AppRule['effect'], at: { profile?: string; node?: number; personality?: string }, settings: Settings = {}): AppRule => ({
  id, effect, settings, profile: at.profile ?? null, nodeId: at.node ?? null, personalityId: at.personality ?? null,
});
const hidden = { visible: false, settings: {} };
const shown = { visible: true, settings: {} };

describe('who sees an application', () => {
  test.each<[string, { visible: boolean; settings: Settings }, AppRule[], boolean, string | null]>([
    ['nobody, when nothing is said', hidden, [], false, null],
    ['everybody, when the application says so', shown, [], true, null],
    ['the profile', hidden, [rule('a', 'allow', { profile: 'dealerManager' })], true, 'a'],
    ['a profile by its parent', hidden, [rule('a', 'allow', { profile: 'seller' })], true, 'a'],
    ['not another profile', hidden, [rule('a', 'allow', { profile: 'collector' })], false, null],
    ['the node', hidden, [rule('a', 'allow', { node: 30 })], true, 'a'],
    ['a node by the one above', hidden, [rule('a', 'allow', { node: 10 })], true, 'a'],
    ['not another node', hidden, [rule('a', 'allow', { node: 31 })], false, null],
    ['the personality', hidden, [rule('a', 'allow', { personality: 'P1' })], true, 'a'],
    ['not another personality', hidden, [rule('a', 'allow', { personality: 'P2' })], false, null],
    ['both conditions, when both hold', hidden, [rule('a', 'allow', { profile: 'seller', node: 20 })], true, 'a'],
    ['not when one of two does not hold', hidden, [rule('a', 'allow', { profile: 'seller', node: 21 })], false, null],
    ['a denial stands over what is nearer', hidden, [rule('a', 'deny', { profile: 'seller' }), rule('b', 'allow', { personality: 'P1' })], false, 'a'],
    ['a denial of somebody else says nothing', shown, [rule('a', 'deny', { profile: 'collector' })], true, null],
    ['settings alone do not show it', hidden, [rule('a', 'settings', { personality: 'P1' })], false, null],
    ['settings alone do not hide it', shown, [rule('a', 'settings', { personality: 'P1' })], true, null],
  ])('%s', (_, defaults, rules, visible, decidedBy) => {
    expect(resolveApp(defaults, rules, manager)).toMatchObject({ visible, decidedBy });
  });

  test('customers and partners stand at no node', () => {
    const customer: Subject = { personalityId: 'P9', profiles: ['customer'], nodes: [] };
    expect(resolveApp(hidden, [rule('a', 'allow', { node: 10 })], customer).visible).toBe(false);
    expect(resolveApp(hidden, [rule('a', 'allow', { profile: 'customer' })], customer).visible).toBe(true);
  });
});

describe('with which settings', () => {
  const at = { personality: { personality: 'P1' }, node: { node: 30 }, region: { node: 10 }, profile: { profile: 'dealerManager' }, parent: { profile: 'seller' } };
  test.each<[string, keyof typeof at, keyof typeof at]>([
    ['a personality before a node', 'personality', 'node'],
    ['the nearest node before one above', 'node', 'region'],
    ['any node before a profile', 'region', 'profile'],
    ['a profile before its parent', 'profile', 'parent'],
  ])('%s', (_, nearer, farther) => {
    const rules = [rule('far', 'settings', at[farther], { discount: 1, only: true }), rule('near', 'settings', at[nearer], { discount: 2 })];
    for (const order of [rules, rules.toReversed()]) {
      expect(resolveApp({ visible: true, settings: { discount: 0, menu: 'short' } }, order, manager)).toMatchObject({
        settings: { discount: 2, only: true, menu: 'short' }, sources: { discount: 'near', only: 'far', menu: null },
      });
    }
  });
});

describe('for any rules', () => {
  const anyRule = fc.record({
    id: fc.uuid(), effect: fc.constantFrom('allow', 'deny', 'settings'), profile: fc.option(fc.constantFrom('dealerManager', 'seller', 'collector')),
    nodeId: fc.option(fc.constantFrom(10, 20, 30, 31)), personalityId: fc.option(fc.constantFrom('P1', 'P2')), settings: fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), fc.integer()),
  }) as fc.Arbitrary<AppRule>;
  const rules = fc.uniqueArray(anyRule, { selector: (r) => `${r.profile}/${r.nodeId}/${r.personalityId}`, maxLength: 12 });
  const defaults = fc.record({ visible: fc.boolean(), settings: fc.dictionary(fc.constantFrom('a', 'b'), fc.integer()) });

  test('the order in which they are given does not matter', () => {
    fc.assert(fc.property(defaults, rules, (own, given) => {
      expect(resolveApp(own, given, manager)).toEqual(resolveApp(own, given.toReversed(), manager));
    }));
  });

  test('one denial that speaks of the person hides it, whatever else is said', () => {
    fc.assert(fc.property(defaults, rules, (own, given) => {
      const denied = rulesFor(given, manager).some((r) => r.effect === 'deny');
      if (denied) expect(resolveApp(own, given, manager).visible).toBe(false);
    }));
  });

  test('rules about others change nothing', () => {
    fc.assert(fc.property(defaults, rules, (own, given) => {
      expect(resolveApp(own, rulesFor(given, manager), manager)).toEqual(resolveApp(own, given, manager));
    }));
  });
});
