/** The words of offers for programs: channels, customers, reasons and rules. Pages turn them into sentences. */

/** How the sale comes about: at the dealer's, with the dealer at a distance (telephone, e-mail), on the customer's own device, through a broker. */
export const salesChannels = ['showroom', 'remote', 'online', 'broker'] as const;
export type SalesChannel = (typeof salesChannels)[number];

/** Who borrows: a consumer (TUB art. 121), a person trading in their own name, a company. */
export const customerTypes = ['consumer', 'soleTrader', 'company'] as const;
export type CustomerType = (typeof customerTypes)[number];

/** Why an offer does not apply, the weightiest first: dates, place, how and to whom it is sold, the vehicle. */
export const notApplicableCodes = [
  'not_yet_in_force', 'no_longer_in_force', 'other_dealers', 'channel_excluded', 'customer_excluded', 'kind_excluded', 'make_excluded', 'carline_excluded',
  'version_excluded', 'fuel_excluded', 'too_new', 'too_old', 'too_few_km', 'too_many_km',
] as const;
export type NotApplicable = (typeof notApplicableCodes)[number];

/** Why an offer was chosen, the closest condition first; an offer without conditions is for everybody. */
export const whyApplicableCodes = ['version', 'carline', 'make', 'dealer', 'customer', 'channel', 'fuel', 'kind', 'age', 'mileage', 'everybody'] as const;
export type WhyApplicable = (typeof whyApplicableCodes)[number];

/** What puts one offer before another, the first rule that tells them apart deciding (precedence.ts). */
export const precedenceRules = ['version', 'carline', 'make', 'place', 'customer', 'channel', 'fuel', 'kind', 'age', 'mileage', 'rate', 'newest', 'code'] as const;
export type PrecedenceRule = (typeof precedenceRules)[number];
