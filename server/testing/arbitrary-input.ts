/** Random input derived from a contract: mostly plausible, often wrong in one place, sometimes wild. */
import fc from 'fast-check';
import { z } from 'zod';
import type { RouteContract } from '#platform/contract';

interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Record<string, Schema>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

const hostileTexts = ['', ' ', '\u0000', "' or 1=1 --", '"; drop table quoting.quotes; --', '%', '_', '../../etc/passwd', '<script>alert(1)</script>', '\u202e', 'a\ud800b', '🚗'.repeat(50), 'à'.repeat(300), 'NaN', '-1', '1e309', '0x10', '[object Object]', 'null'];
const hostileNumbers = [0, -0, -1, 0.5, 1e15, 9_007_199_254_740_991, 9_007_199_254_740_994, -9_007_199_254_740_991, 1e308, 2_147_483_648];

/** Anything at all, in places where something else belongs. */
const wild: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.constantFrom(...hostileNumbers),
  fc.constantFrom(null, true, false, [], {}, [[]], { __proto__: { admin: true }, constructor: 1 }),
  fc.jsonValue({ maxDepth: 2 }),
);

function plausible(schema: Schema, knownIds: readonly string[]): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => plausible(choice, knownIds)));
  if (schema.allOf?.[0] !== undefined) return plausible(schema.allOf[0], knownIds);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const type = Array.isArray(schema.type) ? (schema.type as readonly string[])[0] : schema.type;
  switch (type) {
    case 'object': {
      const entries = Object.entries(schema.properties ?? {}).map(([key, value]) => [key, orWild(value, knownIds)] as const);
      return fc.record(Object.fromEntries(entries), { requiredKeys: [...(schema.required ?? [])] });
    }
    case 'array':
      return fc.array(orWild(schema.items ?? {}, knownIds), { maxLength: 5 });
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(schema.minimum ?? -1000, -2_000_000_000), max: Math.min(schema.maximum ?? 2_000_000_000, 2_000_000_000) });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      if (schema.pattern?.includes('[0-9a-f]{8}') === true) return fc.oneof(fc.constantFrom(...knownIds), fc.uuid());
      if (schema.pattern?.includes('(19|2[01])') === true) return fc.constantFrom('2026-11-23', '2026-11-22', '2028-02-29', '2100-12-31');
      return fc.string({ maxLength: Math.min(schema.maxLength ?? 40, 60), unit: 'grapheme' });
  }
}

/** Nine times out of ten what the schema says, else anything. */
function orWild(schema: Schema, knownIds: readonly string[]): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: plausible(schema, knownIds) }, { weight: 1, arbitrary: wild });
}

function arbitraryOf(schema: z.ZodType | undefined, knownIds: readonly string[], wildShare: number): fc.Arbitrary<unknown> {
  if (schema === undefined) return fc.constant(undefined);
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return fc.oneof({ weight: 20 - wildShare, arbitrary: plausible(json, knownIds) }, { weight: wildShare, arbitrary: wild });
}

/** Requests for a route: parameters and query always as text, the body as JSON of any shape. */
export function arbitraryRequest(contract: RouteContract, knownIds: readonly string[]): fc.Arbitrary<{ params: unknown; query: unknown; body: unknown }> {
  return fc.record({
    params: arbitraryOf(contract.params, knownIds, 0),
    query: arbitraryOf(contract.query, knownIds, 0),
    body: arbitraryOf(contract.body, knownIds, 2),
  });
}
