/**
 * What a business may deduct of a car, by use and by day. Sources: TUIR (DPR 917/1986) art. 164 c. 1 for costs, DPR 633/1972
 * art. 19-bis1 c. 1 lett. c for VAT. A row holds from its day until the next of the same use.
 */

/** `notExclusive`: the ordinary business car; `exclusive`: instrumental, as of a rental or driving school, or for public use; `agent`: agents and sales representatives; `employee`: given to an employee, for private use too, for most of the year. */
export const carUses = ['notExclusive', 'exclusive', 'agent', 'employee'] as const;
export type CarUse = (typeof carUses)[number];

export interface CostRule {
  readonly use: CarUse;
  readonly validFrom: string;
  /** Share of the cost that is deductible. */
  readonly costPpm: number;
  /** Cost of the car that counts at most, for a lease the rentals in proportion; null without limit. In cents. */
  readonly ceilingCents: number | null;
  readonly source: string;
}

export interface VatRule {
  readonly use: CarUse;
  readonly validFrom: string;
  readonly vatPpm: number;
  readonly source: string;
}

/** 35 and 50 million lire (art. 164 c. 1 lett. b). */
const ceiling = { others: 1_807_599, agents: 2_582_284 } as const;

export const costRules: readonly CostRule[] = [
  { use: 'notExclusive', validFrom: '2007-01-01', costPpm: 400_000, ceilingCents: ceiling.others, source: 'TUIR art. 164 c. 1 lett. b; L. 244/2007' },
  { use: 'notExclusive', validFrom: '2013-01-01', costPpm: 200_000, ceilingCents: ceiling.others, source: 'TUIR art. 164 c. 1 lett. b; L. 228/2012 art. 1 c. 501' },
  { use: 'exclusive', validFrom: '2007-01-01', costPpm: 1_000_000, ceilingCents: null, source: 'TUIR art. 164 c. 1 lett. a' },
  { use: 'agent', validFrom: '2007-01-01', costPpm: 800_000, ceilingCents: ceiling.agents, source: 'TUIR art. 164 c. 1 lett. b' },
  { use: 'employee', validFrom: '2007-01-01', costPpm: 900_000, ceilingCents: null, source: 'TUIR art. 164 c. 1 lett. b-bis' },
  { use: 'employee', validFrom: '2013-01-01', costPpm: 700_000, ceilingCents: null, source: 'TUIR art. 164 c. 1 lett. b-bis; L. 92/2012 art. 4 c. 72' },
];

/** An employee's car that the employer charges for is used wholly in the business; without a charge the ordinary share is the careful answer. */
export const vatRules: readonly VatRule[] = [
  { use: 'notExclusive', validFrom: '2007-06-28', vatPpm: 400_000, source: 'DPR 633/1972 art. 19-bis1 c. 1 lett. c; decisione 2007/441/CE e proroghe' },
  { use: 'exclusive', validFrom: '2007-06-28', vatPpm: 1_000_000, source: 'DPR 633/1972 art. 19 e 19-bis1 c. 1 lett. c' },
  { use: 'agent', validFrom: '2007-06-28', vatPpm: 1_000_000, source: 'DPR 633/1972 art. 19-bis1 c. 1 lett. c, ultimo periodo' },
  { use: 'employee', validFrom: '2007-06-28', vatPpm: 400_000, source: 'DPR 633/1972 art. 19-bis1 c. 1 lett. c' },
];
