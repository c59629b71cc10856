import { expect, test } from 'vitest';
import { choosePersonality, type Choice, type Situation } from './choose-personality.ts';

const both = [{ personalityId: 'seller', visible: true }, { personalityId: 'customer', visible: true }];
const sellerOnly = [{ personalityId: 'seller', visible: true }, { personalityId: 'customer', visible: false }];
const none: Situation = { candidates: both, active: 'seller', asked: undefined, chosen: undefined, latest: undefined, accepted: new Set() };
const use = (personalityId: string): Choice => ({ kind: 'use', personalityId });
const ask: Choice = { kind: 'ask' };
const refuse = (reason: 'personality_not_held' | 'app_not_for_you'): Choice => ({ kind: 'refuse', reason });

test.each<[string, Partial<Situation>, Choice]>([
  ['the active one, when it may', {}, use('seller')],
  ['asks when only another may', { candidates: sellerOnly, active: 'customer' }, ask],
  ['nobody may', { candidates: [{ personalityId: 'seller', visible: false }] }, refuse('app_not_for_you')],
  ['no personality in the tenant', { candidates: [] }, refuse('app_not_for_you')],
  ['another is asked for: the person is asked', { asked: 'customer' }, ask],
  ['and taken once the person agreed', { asked: 'customer', chosen: 'customer' }, use('customer')],
  ['and without a question the next time', { asked: 'customer', accepted: new Set(['customer']) }, use('customer')],
  ['the active one is asked for', { asked: 'seller' }, use('seller')],
  ['somebody else’s is asked for', { asked: 'stranger' }, refuse('personality_not_held')],
  ['somebody else’s is chosen', { chosen: 'stranger' }, refuse('personality_not_held')],
  ['one that may not is asked for', { candidates: sellerOnly, asked: 'customer' }, refuse('app_not_for_you')],
  ['what the person chose counts before what was asked', { asked: 'customer', chosen: 'seller' }, use('seller')],
  ['stays with the one in use', { latest: { personalityId: 'customer', open: true, lost: false } }, use('customer')],
  ['asks when the one in use may no longer', { candidates: sellerOnly, latest: { personalityId: 'customer', open: true, lost: false } }, ask],
  ['asks when the one in use is over', { candidates: [both[0] ?? { personalityId: '', visible: false }], latest: { personalityId: 'customer', open: false, lost: true } }, ask],
  ['begins anew after a sign-out of the application', { latest: { personalityId: 'customer', open: false, lost: false } }, use('seller')],
])('%s', (_, given, choice) => {
  expect(choosePersonality({ ...none, ...given })).toEqual(choice);
});
