/**
 * More than a hundred ways in, tried over the wire on the running program. Each stands beside the honest way, which
 * must work at that moment; each ends as its table says and leaves the business's rows as they were.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '../../server/testing/database.ts';
import { BlackBox, secretWord, type Attack } from '../../server/testing/black-box.ts';
import { fingerprint } from '../../server/testing/fingerprint.ts';
import { credentialAttacks } from './credentials.part.ts';
import { forgedAttacks } from './forged.part.ts';
import { guessingAttacks } from './guessing.part.ts';
import { inputAttacks } from './input.part.ts';
import { protocolAttacks } from './protocol.part.ts';
import { staleAttacks } from './stale.part.ts';
import { wallAttacks } from './walls.part.ts';

const db = useTestDatabase();
let at: BlackBox;

beforeAll(async () => {
  at = await BlackBox.open(db.current);
});
afterAll(() => at.close());

const business = ['documents', 'flows', 'news', 'pricing', 'quoting', 'territory', 'vehicles'];

async function carryOut(attack: Attack): Promise<void> {
  const secret = attack.secret ?? secretWord;
  const honest = await attack.honest(at);
  expect([honest.status, honest.text.slice(0, 500)], 'the honest way').toEqual([attack.works ?? 200, expect.anything()]);
  const watched = { only: [...business, ...(attack.guards ?? [])] };
  // What the honest way left to be done in the background is none of the attack's.
  await at.quiet();
  const before = await fingerprint(db.current.database, watched);
  const seen = await attack.attempt(at);
  expect(seen.status, seen.text.slice(0, 500)).toBeLessThan(500);
  if (typeof attack.ends === 'function') await attack.ends(seen, at);
  else if (attack.ends === '200 nothing') {
    expect(honest.text).toContain(secret);
    expect(seen.status, seen.text.slice(0, 500)).toBe(200);
  } else expect(`${seen.status} ${seen.code ?? ''}`.trim(), seen.text.slice(0, 500)).toBe(attack.ends);
  expect(seen.text).not.toContain(secret);
  expect(await fingerprint(db.current.database, watched)).toBe(before);
}

const parts: Readonly<Record<string, readonly Attack[]>> = {
  'other houses’ rows': wallAttacks,
  'ways in, stand-ins and rights': credentialAttacks,
  'made-up identities': forgedAttacks,
  'rights that are gone': staleAttacks,
  guessing: guessingAttacks,
  'what is sent': inputAttacks,
  'the protocol of the applications': protocolAttacks,
};

describe.each(Object.entries(parts))('%s', (_, attacks) => {
  test.each(attacks.map((attack) => [attack.name, attack] as const))('%s', (_name, attack) => carryOut(attack));
});

test('there are more than a hundred, and no two have one name', () => {
  const names = Object.entries(parts).flatMap(([part, attacks]) => attacks.map(({ name }) => `${part}: ${name}`));
  expect(names.length).toBeGreaterThan(100);
  expect(new Set(names).size).toBe(names.length);
});
