import { describe, expect, it } from 'vitest';
import { plainPlan } from '../proof/servicing-samples.ts';
import { buildPlan, planNotices } from '../plans.ts';
import type { PlanTerms } from '../plans.ts';

const told = (more: Partial<PlanTerms>) => planNotices({ ...plainPlan, start: '2026-12-05', ...more });

describe('notices of a plan', () => {
  it('44 days that cost one month: 13 of them cost nothing; a month asked for 13 days: 17 too many', () => {
    expect(told({ firstDueDate: '2027-01-18' })).toEqual([{ code: 'days_without_interest', days: 13 }]);
    expect(told({ firstDueDate: '2026-12-18' })).toEqual([{ code: 'interest_without_days', days: 17 }]);
    const interest = (firstDueDate?: string) => {
      const made = buildPlan({ ...plainPlan, start: '2026-12-05', firstDueDate });
      return made.ok ? made.plan.rows[0]?.interestCents : made.path;
    };
    expect([interest('2027-01-18'), interest('2026-12-18')]).toEqual([interest(), interest()]);
  });

  it('nothing where the days are paid, regular, or cost nothing anyway', () => {
    for (const more of [
      {}, { firstDueDate: '2027-01-05' }, { firstDueDate: '2027-01-18', firstPeriod: 'in-row' as const }, { firstDueDate: '2027-01-18', dayCount: 'act/365f' as const },
      { firstDueDate: '2027-01-18', nominalRatePpm: 0 }, { start: '2027-01-31', firstDueDate: '2027-02-28' }, { start: '2027-02-28', firstDueDate: '2027-03-31' },
      { mode: 'advance' as const, firstDueDate: '2026-12-05' },
    ]) expect(told(more)).toEqual([]);
  });

  it('in advance all days before the first row are free; whatever is wrong has no notices', () => {
    expect(told({ mode: 'advance', firstDueDate: '2026-12-15' })).toEqual([{ code: 'days_without_interest', days: 10 }]);
    expect(planNotices(null as never)).toEqual([]);
    expect(told({ firstDueDate: '2026-11-01' })).toEqual([]);
  });
});
