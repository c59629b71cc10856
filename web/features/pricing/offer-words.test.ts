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
  nextVersionFrom: null,
  terms: [{ months: 24, nominalRatePpm: 39_900 }, { months: 48, nominalRatePpm: 49_900 }],
  minDepositPpm: 0,
  minFinancedCents: 0,
  maxFinancedCents: 1,
  commission: null,
};

test('scope, validity, terms and rates in words', () => {
  expect(scopeWords(offer, it, { electric: 'elettrica' })).toBe('auto nuove, km zero · alimentazione elettrica · Toscana');
  expect(scopeWords({ ...offer, kinds: null, fuels: null, makes: ['Fiat', 'Dacia'] }, it, {})).toBe('ogni auto · marca Fiat, Dacia · Toscana');
  expect(validityWords(offer, it, formatFor('it'))).toBe('dal 22/09/2026');
  expect(validityWords({ ...offer, validTo: '2026-12-31' }, it, formatFor('it'))).toBe('dal 22/09/2026 al 31/12/2026');
  expect([termsWords(offer, it), ratesWords(offer, it, formatFor('it'))]).toEqual(['24–48', '3,99–4,99']);
});
