/** Fields of the quote in work by the path under which the server knows them, and where on the page each one is. Pure. */
import { customerPatterns } from '#quoting/api';
import { checkPlate } from '#vehicles/api';
import type { QuoteDraft } from './quote-draft.ts';

/** `page`: always in sight; the others stand in a drawer. */
export const deskFields = {
  quantity: 'page', priceCents: 'page', discountCents: 'page', tradeInCents: 'page', depositCents: 'page', balloonCents: 'page', termMonths: 'page', kmPerYear: 'page', offerId: 'page', serviceCodes: 'page',
  optionCodes: 'car', accessories: 'car',
  'tradeIn.plate': 'tradeIn', 'tradeIn.mileageKm': 'tradeIn', 'tradeIn.description': 'tradeIn', 'tradeIn.payoffCents': 'tradeIn',
  reference: 'customer', 'customer.phone': 'customer', 'customer.email': 'customer', note: 'customer', followUpOn: 'customer',
} as const;
export type DeskField = keyof typeof deskFields;
export type DeskPlace = (typeof deskFields)[DeskField];

const isDeskField = (name: string): name is DeskField => Object.hasOwn(deskFields, name);

/** The field of a path in the request: `body.proposals.0.input.accessories.2.name` → accessories. Undefined for what has no field. */
export function deskFieldOf(path: string): DeskField | undefined {
  const parts = path.replace(/^body\./, '').replace(/^proposals\.\d+\.(input\.)?/, '').split('.');
  const names = [parts.slice(0, 2).join('.'), parts[0] ?? ''];
  return names.find(isDeskField);
}

/** The most that the kilometres of a car given in can be. */
export const mostKm = 2_000_000;

/** A plate of any country: letters and digits. That it has an Italian form is advice, a car given in may come from elsewhere. */
export const isPlate = (plate: string): boolean => plate.trim() === '' || checkPlate(plate, { country: '' }).ok;

/** What stands in a draft and would be refused whatever the offer, in the order of the page. */
export function draftFaults({ customer, tradeIn, accessories }: Pick<QuoteDraft, 'customer' | 'tradeIn' | 'accessories'>): readonly DeskField[] {
  const faults: readonly (readonly [DeskField, boolean])[] = [
    ['accessories', accessories.some(({ cents }) => cents < 0)],
    ['tradeIn.plate', tradeIn !== null && !isPlate(tradeIn.plate)],
    ['tradeIn.mileageKm', tradeIn !== null && ((tradeIn.mileageKm ?? 0) < 0 || (tradeIn.mileageKm ?? 0) > mostKm)],
    ['tradeIn.payoffCents', tradeIn !== null && tradeIn.payoffCents < 0],
    ['customer.phone', !customerPatterns.phone.test(customer.phone.trim())],
    ['customer.email', !customerPatterns.email.test(customer.email.trim())],
  ];
  return faults.filter(([, isWrong]) => isWrong).map(([field]) => field);
}
