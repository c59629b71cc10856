import type { Aids } from '../calculations/aids.ts';
import type { Calculation } from '../calculations/calculation.ts';
import { codes } from '../calculations/codes.ts';
import { answerLine } from './answer-line.ts';
import { jsonSchemaOf } from './calc-schema.ts';

/** The part of docs/calc.md that is made from the schemas: codes of refusals, fields, results and one example for each calculation. */
export function referencePage(calculations: readonly Calculation[], aids: Aids): string {
  return [codesSection(), ...calculations.map((calculation) => sectionOf(calculation, aids))].join('\n');
}

function codesSection(): string {
  return ['## Codes of refusals', '', '| code | meaning |', '|---|---|', ...Object.entries(codes).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`), ''].join('\n');
}

/** The example of a calculation as a line. */
export function exampleLine(calculation: Calculation): string {
  return JSON.stringify({ id: calculation.do, do: calculation.do, input: calculation.example });
}

function sectionOf(calculation: Calculation, aids: Aids): string {
  return [
    `## ${calculation.do}`,
    '',
    calculation.summary,
    '',
    '| field | value | |',
    '|---|---|---|',
    ...fieldRows(jsonSchemaOf(calculation.input, 'input'), ''),
    '',
    '| result | value | |',
    '|---|---|---|',
    ...fieldRows(jsonSchemaOf(calculation.result, 'output'), ''),
    '',
    '```json',
    exampleLine(calculation),
    answerLine(exampleLine(calculation), 'en', aids),
    '```',
    '',
  ].join('\n');
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

function fieldRows(schema: Schema, place: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${place}${name}`;
    const remark = remarkOf(field, schema.required?.includes(name) === true);
    const value = field.description?.includes('as in `') === true ? undefined : valueOf(field);
    return [`| \`${path}\` | ${[value, field.description].filter((part) => part !== undefined).join(': ')} | ${remark} |`, ...innerRows(field, path)];
  });
}

function innerRows(field: Schema, path: string): string[] {
  // What has a section of its own is not told again inside another.
  if (field.description?.includes('as in `') === true) return [];
  if (field.properties !== undefined) return fieldRows(field, `${path}.`);
  const items = field.items;
  if (items?.properties !== undefined) return fieldRows(items, `${path}[].`);
  return [];
}

/** A field without a default that may be left out is optional; results are always whole. */
function remarkOf(field: Schema, isRequired: boolean): string {
  if (field.default !== undefined) return `default \`${JSON.stringify(field.default).replaceAll('"', '')}\``;
  return isRequired ? '' : 'optional';
}

function valueOf(field: Schema): string {
  if (field.enum !== undefined) return field.enum.map((choice) => `\`${String(choice)}\``).join(', ');
  if (field.anyOf !== undefined) return [...new Set(field.anyOf.map(valueOf))].join(' or ');
  if (field.type === 'array') {
    if (field.prefixItems !== undefined) return `[${field.prefixItems.map(valueOf).join(', ')}]`;
    return `list of ${field.items === undefined ? 'values' : valueOf(field.items)}${field.maxItems === undefined ? '' : `, at most ${field.maxItems}`}`;
  }
  if (field.type === 'object' && field.properties !== undefined) return `{${Object.keys(field.properties).join(', ')}}`;
  if (field.type === 'object' && typeof field.additionalProperties === 'object') return `object of ${valueOf(field.additionalProperties)}`;
  const names: Readonly<Record<string, string>> = { string: 'text', integer: 'whole number', boolean: 'true or false' };
  return typeof field.type === 'string' ? (names[field.type] ?? field.type) : 'value';
}
