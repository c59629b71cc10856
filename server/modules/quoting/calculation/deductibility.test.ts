import { expect, test } from 'vitest';
import { deductibility, type CarUse } from './deductibility.ts';

const bought = (use: CarUse, onDay = '2026-11-23') => {
  const told = deductibility({ use, onDay, carNetCents: 3_000_000, costNetCents: 3_000_000, vatCents: 660_000 });
  if (!told.ok) throw new Error(told.refusal);
  const { deductibleVatCents, costWithOwnVatCents, countedCostCents, deductibleCostCents } = told.value;
  return [deductibleVatCents, costWithOwnVatCents, countedCostCents, deductibleCostCents];
};

// 30,000 € + 22 % VAT. Ordinary: 40 % of 6,600 = 2,640; cost 33,960; counts 18,075.99; a fifth of it 3,615.20.
test.each<[CarUse, number[]]>([
  ['notExclusive', [264_000, 3_396_000, 1_807_599, 361_520]],
  ['exclusive', [660_000, 3_000_000, 3_000_000, 3_000_000]],
  ['agent', [660_000, 3_000_000, 2_582_284, 2_065_827]],
  ['employee', [264_000, 3_396_000, 3_396_000, 2_377_200]],
])('a car bought for %s', (use, expected) => {
  expect(bought(use)).toEqual(expected);
});

test('the share of the day holds: two fifths until 2012', () => {
  expect(bought('notExclusive', '2012-12-31')[3]).toBe(723_040);
});

test('rentals of a lease count in proportion to the ceiling', () => {
  // 12,000 € of rentals on a 30,000 € car: own VAT 1,584, counts 13,584 × 18,075.99 / 33,960.
  const told = deductibility({ use: 'notExclusive', onDay: '2026-11-23', carNetCents: 3_000_000, costNetCents: 1_200_000, vatCents: 264_000 });
  expect(told).toMatchObject({ ok: true, value: { deductibleVatCents: 105_600, costWithOwnVatCents: 1_358_400, countedCostCents: 723_040, deductibleCostCents: 144_608 } });
});

test('a cheap car is below the ceiling, and before the first rule nothing is told', () => {
  expect(deductibility({ use: 'agent', onDay: '2026-11-23', carNetCents: 1_500_000, costNetCents: 1_500_000, vatCents: 330_000 })).toMatchObject({ ok: true, value: { deductibleCostCents: 1_200_000 } });
  expect(deductibility({ use: 'agent', onDay: '2000-01-01', carNetCents: 1, costNetCents: 1, vatCents: 0 })).toMatchObject({ ok: false, refusal: 'rule_missing' });
});
