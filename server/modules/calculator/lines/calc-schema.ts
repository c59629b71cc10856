import { z } from 'zod';
import { calculations } from '../calculations.ts';
import { codes } from '../calculations/codes.ts';

/** JSON Schemas (draft 2020-12) of the lines and of every calculation's input and result. */
export function calcSchema(): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    line: {
      type: 'object',
      properties: { id: { type: ['string', 'number'] }, do: { enum: calculations.map((calculation) => calculation.do) }, input: { type: 'object' } },
      required: ['id', 'do', 'input'],
      additionalProperties: false,
    },
    answer: {
      oneOf: [
        { type: 'object', properties: { id: { type: ['string', 'number'] }, ok: { const: true }, result: { type: 'object' } }, required: ['id', 'ok', 'result'] },
        { type: 'object', properties: { id: { type: ['string', 'number', 'null'] }, ok: { const: false }, error: errorSchema }, required: ['id', 'ok', 'error'] },
      ],
    },
    codes,
    calculations: Object.fromEntries(
      calculations.map((calculation) => [
        calculation.do,
        { summary: calculation.summary, input: jsonSchemaOf(calculation.input, 'input'), result: jsonSchemaOf(calculation.result, 'output'), example: calculation.example },
      ]),
    ),
  };
}

const errorSchema = {
  type: 'object',
  properties: {
    code: { enum: Object.keys(codes), description: 'stable name of the refusal; `codes` says what each means' },
    path: { type: 'string', description: 'field of the line, empty when the whole line is meant' },
    message: { type: 'string', description: 'sentence with the remedy' },
    nearest: { type: ['number', 'string'], description: 'nearest value that works, in the unit of the field' },
    reason: { type: 'string', description: 'why no value works, or the rule that is missing' },
    possible: { type: 'array', description: 'values that can be had and the figures they give', items: { type: 'object' } },
  },
  required: ['code', 'path', 'message'],
};

/** JSON Schema of one side of a calculation. */
export function jsonSchemaOf(schema: z.ZodType, side: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: side });
  return rest;
}
