import { expect, it } from 'vitest';
import { planFields, planTerms, type PlanInput } from './plan-fields.ts';

it('hands the engine every field of a plan', () => {
  const given = Object.fromEntries(Object.keys(planFields).map((name) => [name, name.endsWith('Pct') ? '7' : name === 'charges' ? [] : `the ${name}`]));
  const terms = planTerms(given as unknown as PlanInput) as unknown as Record<string, unknown>;
  const expected = Object.fromEntries(Object.entries(given).map(([name, value]) => (name.endsWith('Pct') ? [name.replace(/Pct$/, 'Ppm'), 70_000] : [name, value])));
  expect(terms).toEqual(expected);
});
