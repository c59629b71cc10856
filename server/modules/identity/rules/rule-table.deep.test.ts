import { expect, test } from 'vitest';
import { modules } from '../../../main.ts';
import { useTestDatabase } from '../../../testing/database.ts';
import { compareWays, loggedAgreement } from '../../../testing/rights-agreement.ts';
import { createWorld } from '../../../testing/world.ts';
import { say } from '../../../testing/say.ts';

const share = Number(process.env['VOLANO_DEEP'] ?? 0);
const askers = Math.max(10, Math.round(1_000 * share));
const db = useTestDatabase();

test(`${askers * 100} decisions about random people, objects and actions agree in three ways`, async () => {
  await createWorld(db.current.database);
  const rules = modules.flatMap((module) => module.ruled ?? []).flatMap((kind) => kind.rules);
  const agreement = await compareWays(db.current.database, rules, { seed: 5_000_011, askers, objects: 100 });
  say(loggedAgreement(agreement));
  expect(agreement.disagreements.slice(0, 3)).toEqual([]);
  expect(Math.min(agreement.allowed, agreement.denied)).toBeGreaterThan(agreement.decisions / 20);
});
