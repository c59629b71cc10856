import { expect, test } from 'vitest';
import { ruleBook } from '../../../main.ts';
import { useTestDatabase } from '../../../testing/database.ts';
import { replayHistory } from '../../../testing/rights-replay.ts';
import { createWorld } from '../../../testing/world.ts';
import { say } from '../../../testing/say.ts';

const share = Number(process.env['VOLANO_DEEP'] ?? 0);
const count = Math.max(100, Math.round(10_000 * share));
const db = useTestDatabase();

test(`${count} of ${count} decisions come out again as they were recorded`, async () => {
  const world = await createWorld(db.current.database);
  const { unequal, ...figures } = await replayHistory(world, ruleBook.table.rules, { seed: 990_017, count });
  say(JSON.stringify(figures));
  expect(unequal.slice(0, 3)).toEqual([]);
  expect(figures.decisions).toBe(count);
  expect(Math.min(figures.allowed, figures.refused)).toBeGreaterThan(count / 20);
});
