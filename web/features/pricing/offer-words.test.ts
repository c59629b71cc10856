import { expect, test } from 'vitest';
import type { OfferListItem } from '#pricing/api';
import { formatFor } from '../../ui/index.ts';
import { ratesWords, scopeWords, termsWords, validityWords } from './offer-words.ts';
import { it } from './texts.it.ts';

const offer: OfferListItem = {
  offerId: '00000000-0000-7000-8000-000000000001',
  version: 1,
  code: 'SL-E',
  name: 'Scelta Libera Elettrica',
  product: { code: 'SL', name: { it: 'Scelta Libera', en: 'Free Choice' }, plan: 'balloon' },
  status: 'inForce',
  validFrom: '2026-09-22',
  validTo: null,
  nodeName: 'Toscana',
  kinds: ['new', 'kmZero'],
  makes: null,
  fuels: ['electric'],
  carlines: null,
  vehicleVersions: null,
  channels: null,
  customerTypes: null,
  minAgeMonths: null,
  maxAgeMonths: null,
  minMileageKm: null,
  maxMileageKm: null,
  nextVersionFrom: null, withdrawn: null,
  terms: [{ months: 24, nominalRatePpm: 39_900 }, { months: 48, nominalRatePpm: 49_900 }],
  minDepositPpm: 0,
  minFinancedCents: 0,
  maxFinancedCents: 1,
  commission: null,
};

test('scope, validity, terms and rates in words', () => {
  const format = formatFor('it');
  expect(scopeWords(offer, it, { electric: 'elettrica' }, format)).toBe('auto nuove, km zero · alimentazione elettrica · Toscana');
  expect(scopeWords({ ...offer, kinds: null, fuels: null, makes: ['Fiat', 'Dacia'] }, it, {}, format)).toBe('ogni auto · marca Fiat, Dacia · Toscana');
  expect(validityWords(offer, it, formatFor('it'))).toBe('dal 22/09/2026');
  expect(validityWords({ ...offer, validTo: '2026-12-31' }, it, formatFor('it'))).toBe('dal 22/09/2026 al 31/12/2026');
  expect([termsWords(offer, it), ratesWords(offer, it, formatFor('it'))]).toEqual(['24–48', '3,99–4,99']);
});

test('everything an offer may ask for is said', () => {
  const whole: OfferListItem = {
    ...offer, kinds: ['used'], makes: ['Fiat'], carlines: ['Fiat 600'], vehicleVersions: ['Fiat 600 1.2'], fuels: ['petrol'], channels: ['remote', 'online'], customerTypes: ['soleTrader', 'company'], minAgeMonths: 6,
    maxAgeMonths: 30, minMileageKm: null, maxMileageKm: 60_000, nextVersionFrom: '2026-12-01',
  };
  expect(scopeWords(whole, it, { petrol: 'benzina' }, formatFor('it'))).toBe(
    'auto usate · marca Fiat · solo Fiat 600 · versioni Fiat 600 1.2 · alimentazione benzina · da 6 a 30 mesi · fino a 60.000 km · per partite IVA, società · vendita a distanza, online · Toscana',
  );
  expect(validityWords(whole, it, formatFor('it'))).toBe('dal 22/09/2026 · dal 01/12/2026 cambia');
});
