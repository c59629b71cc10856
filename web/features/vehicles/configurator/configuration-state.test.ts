import { describe, expect, test } from 'vitest';
import type { ListedOption, VersionOptions } from '#vehicles/api';
import { formatFor } from '../../../ui/index.ts';
import { it } from '../texts.it.ts';
import { configurationState, press, pricelist } from './configuration-state.ts';
import { faultWords } from './fault-words.ts';

const option = (code: string, part: Partial<ListedOption> = {}): ListedOption => ({
  code, kind: 'option', category: 'comfort', name: `Nome ${code}`, priceCents: 10_000, requires: [], requiresAny: [], excludes: [], includes: [], onlyFuels: [], notFuels: [], validFrom: '2026-01-01', validTo: null, ...part,
});
const list: VersionOptions = {
  version: {
    versionId: 'v', code: 'v', makeId: 'm', make: 'Fiat', carlineId: 'c', carline: 'Panda', segment: 'A', name: '1.0', body: 'hatchback', fuel: 'petrol', powerKw: 51, powerCv: 69, co2GKm: 113, seats: 4, listPriceCents: 1_500_000,
  },
  technical: { powerKw: 51, powerCv: 69, co2GKm: 113, category: 'M1', massKg: null, producedFrom: null, producedTo: null },
  onDay: '2026-11-23',
  options: [
    option('RED', { kind: 'colour', category: 'paint', priceCents: 50_000 }), option('BLUE', { kind: 'colour', category: 'paint' }), option('PACK', { kind: 'pack', includes: ['HEAT'] }), option('HEAT'),
    option('NAV', { requires: ['SCREEN'], category: 'technology' }), option('SCREEN', { category: 'technology' }), option('CABLE', { onlyFuels: ['electric'] }),
  ],
};
const prices = pricelist(list);
const pressing = (chosen: readonly string[], code: string) => {
  const standing = configurationState(prices, chosen).groups.flatMap((group) => group.lines).find((line) => line.option.code === code)?.standing;
  if (standing === undefined) throw new Error(`${code} is not shown`);
  return press(prices, chosen, standing);
};

describe('a key press', () => {
  test('chooses at once what breaks nothing, before and after the colour', () => {
    expect(pressing([], 'HEAT')).toEqual({ kind: 'now', chosen: ['HEAT'] });
    expect(pressing(['RED', 'HEAT'], 'HEAT')).toEqual({ kind: 'now', chosen: ['RED'] });
  });

  test('changes the colour unasked, and lets the last one go', () => {
    expect(pressing(['RED', 'HEAT'], 'BLUE')).toEqual({ kind: 'now', chosen: ['HEAT', 'BLUE'] });
    expect(pressing(['RED', 'HEAT'], 'RED')).toEqual({ kind: 'now', chosen: ['HEAT'] });
  });

  test('asks with the least change and its price, and chooses no colour for the customer', () => {
    expect(pressing([], 'NAV')).toMatchObject({ kind: 'ask', repair: { chosen: ['NAV', 'SCREEN'], add: ['NAV', 'SCREEN'], remove: [], priceChangeCents: 20_000 } });
    expect(pressing(['BLUE', 'NAV', 'SCREEN'], 'SCREEN')).toMatchObject({ kind: 'ask', repair: { chosen: ['BLUE'], remove: ['NAV', 'SCREEN'], priceChangeCents: -20_000 } });
  });
});

test('what is shown: options of this fuel, in groups; the sums; what is missing', () => {
  const { groups, choice, checked } = configurationState(prices, ['PACK', 'HEAT']);
  expect(groups.map((group) => [group.kind, group.category, group.lines.map((line) => line.option.code).join()])).toEqual([['colour', 'paint', 'RED,BLUE'], ['pack', 'comfort', 'PACK'], ['option', 'comfort', 'HEAT'], ['option', 'technology', 'NAV,SCREEN']]);
  expect(choice).toEqual({ chosen: ['PACK', 'HEAT'], ok: false, options: [{ code: 'PACK', name: 'Nome PACK', priceCents: 10_000 }, { code: 'HEAT', name: 'Nome HEAT', priceCents: 0 }], optionsCents: 10_000 });
  expect(checked.faults.map((fault) => faultWords(fault, String, it, formatFor('it')))).toEqual(['Scegli un colore.']);
});

test('on its own tile an option is not named again', () => {
  const [fault] = configurationState(prices, ['RED', 'NAV']).checked.faults;
  if (fault === undefined) throw new Error('no fault');
  expect(faultWords(fault, String, it, formatFor('it'))).toBe('NAV richiede SCREEN.');
  expect(faultWords(fault, String, it, formatFor('it'), 'NAV')).toBe('richiede SCREEN.');
});
