import { expect, test } from 'vitest';
import { formatFor } from '../../ui/index.ts';
import { it } from './texts.it.ts';
import { vehicleLine } from './vehicle-words.ts';

const used = { kind: 'used', plate: 'GX619EN', mileageKm: 42_600, firstRegistrationOn: '2023-09-14', siteName: 'Sede di Grosseto' } as const;

test('a used car says plate, mileage, age and place', () => {
  expect(vehicleLine(used, it, formatFor('it'))).toBe('Usato · GX619EN · 42.600 km · imm. 14/09/2023 · in giacenza, Sede di Grosseto');
});

test('a new one from the catalogue has nothing of that', () => {
  expect(vehicleLine({ kind: 'new', plate: null, mileageKm: null, firstRegistrationOn: null, siteName: null }, it, formatFor('it'))).toBe('Nuovo · da listino');
});

test('a place that is not told is left out', () => {
  expect(vehicleLine({ ...used, siteName: undefined }, it, formatFor('it'))).not.toContain('giacenza');
});
