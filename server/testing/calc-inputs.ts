import { calculations } from '../modules/calculator/calculations.ts';
import type { Calculation } from '../modules/calculator/calculations/calculation.ts';
import { jsonSchemaOf } from '../modules/calculator/lines/calc-schema.ts';

/** Inputs for tests, made from the documented schemas: the example of each calculation with every documented field changed, filled and left out in turn. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

type Path = readonly (string | number)[];

const branchesOf = (schema: Schema): readonly Schema[] => (schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap(branchesOf));

/** The schemas at one step below. */
function below(schema: Schema, key: string): readonly Schema[] {
  return branchesOf(schema).flatMap((branch): Schema[] => {
    if (/^\d+$/.test(key)) return [...(branch.prefixItems?.[Number(key)] === undefined ? [] : [branch.prefixItems[Number(key)] ?? {}]), ...(branch.items === undefined ? [] : [branch.items])];
    const own = branch.properties !== undefined && Object.hasOwn(branch.properties, key) ? branch.properties[key] : undefined;
    return own === undefined ? [] : [own];
  });
}

/** True when the schema documents a field at this path. */
export function isDocumented(schema: Schema, path: readonly string[]): boolean {
  const [first, ...rest] = path;
  return first === undefined || below(schema, first).some((inner) => isDocumented(inner, rest));
}

/** True when the value holds something at this path. */
export function isThere(value: unknown, path: readonly string[]): boolean {
  const [first, ...rest] = path;
  if (first === undefined) return true;
  return typeof value === 'object' && value !== null && Object.hasOwn(value, first) && isThere((value as Record<string, unknown>)[first], rest);
}

/** A value that the schema takes. */
function sampleOf(schema: Schema): unknown {
  const [branch = {}] = branchesOf(schema);
  if (branch.enum !== undefined) return branch.enum[0];
  const type = typeof branch.type === 'string' ? branch.type : branch.type?.[0];
  if (branch.prefixItems !== undefined) return branch.prefixItems.map(sampleOf);
  if (type === 'array') return [sampleOf(branch.items ?? {})];
  if (type === 'object') return Object.fromEntries(Object.entries(branch.properties ?? {}).filter(([name]) => branch.required?.includes(name) === true).map(([name, inner]) => [name, sampleOf(inner)]));
  if (type === 'boolean') return true;
  if (type === 'string') return branch.pattern?.includes('(19|2[01])') === true ? '2027-06-01' : '5';
  return 2;
}

/** Values that are wrong nearly everywhere, each in its own way. */
const strange: readonly unknown[] = [null, true, 'x', '', -1, 0, 3, 0.5, 1e12, 1e308, -1e308, '2010-01-01', '2030-06-01', '2199-12-31', '1000', '-5', '6.95123', [], {}, [null], ['x'], [{}], [1, 2, 3]];

function placed(value: unknown, path: Path, inner: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return inner;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === first ? placed(item, rest, inner) : item));
  const record = value as Record<string, unknown>;
  return { ...record, [first]: placed(record[first], rest, inner) };
}

/** Every place that the schema documents inside a value, fields that are missing there included. */
function* placesIn(schema: Schema, value: unknown, path: Path): Generator<{ readonly path: Path; readonly schema: Schema; readonly there: boolean; readonly needed: boolean }> {
  for (const branch of branchesOf(schema)) {
    if (Array.isArray(value)) {
      for (const index of value.keys()) {
        if (index > 1) break;
        for (const item of below(branch, String(index))) {
          yield { path: [...path, index], schema: item, there: true, needed: true };
          yield* placesIn(item, value[index], [...path, index]);
        }
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(branch.properties ?? {})) {
        const there = Object.hasOwn(value, name);
        yield { path: [...path, name], schema: inner, there, needed: branch.required?.includes(name) === true };
        if (there) yield* placesIn(inner, (value as Record<string, unknown>)[name], [...path, name]);
      }
    }
  }
}

export interface Changed {
  readonly calculation: Calculation;
  readonly schema: Schema;
  readonly path: Path;
  readonly input: unknown;
}

/** The examples, and the examples with each missing documented field filled in. */
export function* filledInputs(): Generator<Changed> {
  for (const calculation of calculations) {
    const schema = jsonSchemaOf(calculation.input, 'input') as Schema;
    yield { calculation, schema, path: [], input: calculation.example };
    for (const place of placesIn(schema, calculation.example, [])) {
      if (!place.there) yield { calculation, schema, path: place.path, input: placed(calculation.example, place.path, sampleOf(place.schema)) };
    }
  }
}

/** Every example with one place changed to something strange, to another choice, or left out. */
export function* changedInputs(): Generator<Changed> {
  for (const { calculation, schema, path: filled, input } of filledInputs()) {
    for (const place of placesIn(schema, input, [])) {
      // What the example itself holds is changed once, in the example.
      if (!filled.every((key, index) => place.path[index] === key)) continue;
      const choices = branchesOf(place.schema).flatMap((branch) => branch.enum ?? []);
      for (const value of [undefined, ...strange, ...choices]) yield { calculation, schema, path: place.path, input: placed(input, place.path, value) };
    }
  }
}

/** Every example with one optional field null, and the same without the field. */
export function* nulledInputs(): Generator<Changed & { readonly without: unknown; readonly mayBeNull: boolean }> {
  for (const { calculation, schema, path: filled, input } of filledInputs()) {
    for (const place of placesIn(schema, input, [])) {
      if (place.needed || !filled.every((key, index) => place.path[index] === key)) continue;
      const mayBeNull = branchesOf(place.schema).some((branch) => branch.type === 'null' || (Array.isArray(branch.type) && branch.type.includes('null')));
      yield { calculation, schema, path: place.path, input: placed(input, place.path, null), without: placed(input, place.path, undefined), mayBeNull };
    }
  }
}
