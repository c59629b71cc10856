import { describe, expect, test } from 'vitest';
import type { ServicePackage } from '#pricing/api';
import { balloonOffer } from '../draft/example-offers.ts';
import { hasPackage, offeredPackages, withPackage } from './service-packages.ts';

const pack = (code: string, services: string[]): ServicePackage => ({ code, name: { it: code, en: code }, services });
const [calm, safe] = [pack('CALM', ['A', 'B']), pack('SAFE', ['B', 'C'])];

test('a package is offered where all its services are, at that term', () => {
  const offer = { ...balloonOffer, servicePackages: [pack('ONE', ['A']), pack('BOTH', ['A', 'B']), pack('MORE', ['A', 'Z'])] };
  expect(offeredPackages(offer, 36).map(({ code }) => code)).toEqual(['ONE', 'BOTH']);
  expect(offeredPackages(offer, 48).map(({ code }) => code)).toEqual(['ONE']);
});

describe('taking and leaving', () => {
  test('a package brings what is missing, once', () => {
    expect(withPackage(calm, [calm, safe], ['B', 'X'], true)).toEqual(['B', 'X', 'A']);
    expect(hasPackage(calm, ['B', 'X', 'A'])).toBe(true);
  });

  test('leaving it takes its services, except those of another package taken', () => {
    expect(withPackage(calm, [calm, safe], ['A', 'B', 'C', 'X'], false)).toEqual(['B', 'C', 'X']);
    expect(withPackage(calm, [calm, safe], ['A', 'B', 'X'], false)).toEqual(['X']);
  });
});
