import { beforeAll, expect, test } from 'vitest';
import { modules } from '../../../main.ts';
import { useTestDatabase } from '../../../testing/database.ts';
import { compareWays, loggedAgreement, type Agreement } from '../../../testing/rights-agreement.ts';
import { createWorld } from '../../../testing/world.ts';
import { say } from '../../../testing/say.ts';

const db = useTestDatabase();
let agreement: Agreement;
beforeAll(async () => {
  await createWorld(db.current.database);
  const rules = modules.flatMap((module) => module.ruled ?? []).flatMap((kind) => kind.rules);
  agreement = await compareWays(db.current.database, rules, { seed: 20_261_123, askers: 400, objects: 40 });
});

test('predicate, SQL on real rows and the slow reference decide alike', () => {
  say(loggedAgreement(agreement));
  expect(agreement.disagreements.slice(0, 3)).toEqual([]);
  expect(agreement.decisions).toBe(16_000);
});

test('neither answer is rare', () => {
  expect(agreement.allowed).toBeGreaterThan(agreement.decisions / 20);
  expect(agreement.denied).toBeGreaterThan(agreement.decisions / 20);
});

test.each(['tenant', 'privilege', 'scope', 'reach', 'way', 'own', 'participant', 'state', 'not-own', 'within-limit', 'still-open', 'in-person'])('%s alone was decisive', (what) => {
  expect(agreement.decidedBy.get(what) ?? 0).toBeGreaterThan(0);
});
