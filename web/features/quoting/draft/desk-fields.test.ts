import { expect, test } from 'vitest';
import { balloonOffer } from './example-offers.ts';
import { deskFieldOf, draftFaults } from './desk-fields.ts';
import { startDraft } from './fit-draft.ts';

test.each([
  ['body.customer.phone', 'customer.phone'],
  ['body.proposals.2.input.tradeIn.plate', 'tradeIn.plate'],
  ['body.proposals.0.input.accessories.3.name', 'accessories'],
  ['body.proposals.0.input.depositCents', 'depositCents'],
  ['body.followUpOn', 'followUpOn'],
  ['body.proposals.0.input.optionCodes.1', 'optionCodes'],
  ['body.startDate', undefined],
  ['body.constructor', undefined],
])('%s is a field of the page: %s', (path, field) => {
  expect(deskFieldOf(path)).toBe(field);
});

test('what would be refused whatever the offer is known before anything is sent', () => {
  const draft = startDraft(2_000_000, balloonOffer);
  const tradeIn = { plate: 'W-AB 12', description: '', mileageKm: 90_000, payoffCents: 0 };
  expect(draftFaults({ ...draft, tradeIn, customer: { type: 'consumer', phone: ' +39 300 555 0142 ', email: 'rossi@example.com' } })).toEqual([]);
  expect(draftFaults({ ...draft, tradeIn: { ...tradeIn, plate: '😀', mileageKm: 99_999_999_999 }, customer: { type: 'consumer', phone: '333 abc', email: 'non-mail' } })).toEqual([
    'tradeIn.plate', 'tradeIn.mileageKm', 'customer.phone', 'customer.email',
  ]);
});
