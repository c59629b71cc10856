import { describe, expect, it } from 'vitest';
import { addDays, isCivilDate } from '#platform/civil-date';
import { lawRules, lawRulesFrom, ruleInForce } from '../servicing.ts';

describe('the dated rows of the law', () => {
  it('each key has at most one row on any day, with article and source', () => {
    for (const rule of lawRules) {
      expect(isCivilDate(rule.validFrom) && (rule.validTo === null || rule.validTo >= rule.validFrom)).toBe(true);
      expect(rule.article !== '' && rule.source !== '').toBe(true);
      const same = lawRules.filter((other) => other.key === rule.key && other.validFrom <= rule.validFrom && (other.validTo === null || other.validTo >= rule.validFrom));
      expect(same).toEqual([rule]);
    }
  });

  it('the three texts of art. 125-sexies follow each other without a gap', () => {
    const text = (on: string): unknown => ruleInForce(lawRules, 'settlement.text', on)?.value;
    expect([text('2011-05-31'), text('2011-06-01'), text('2021-07-24'), text('2021-07-25'), text('2026-11-19'), text('2026-11-20'), text('2199-12-31')]).toEqual([
      undefined, 'tub-2010', 'tub-2010', 'tub-2021', 'tub-2021', 'tub-2026', 'tub-2026',
    ]);
  });

  it('the day of the new text moves with its datum', () => {
    const moved = lawRulesFrom('2027-02-01', addDays('2027-02-01', -1));
    expect(ruleInForce(moved, 'settlement.text', '2027-01-31')?.value).toBe('tub-2021');
    expect(ruleInForce(moved, 'settlement.text', '2027-02-01')?.value).toBe('tub-2026');
    expect(ruleInForce(moved, 'withdrawal.uninformed_months', '2027-01-31')).toBe(null);
  });
});
