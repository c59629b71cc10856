import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { findBrokenText } from './whole-characters.ts';

/** The input does not match its contract; the framework adds where (`body`, `querystring`, `params`). */
export class InputViolation extends Error {
  readonly issues: readonly z.core.$ZodIssue[];
  readonly statusCode = 400;
  validationContext?: string;

  constructor(issues: readonly z.core.$ZodIssue[]) {
    super('input does not match the contract');
    this.issues = issues;
  }
}

/** Checks input with the contract's own schema, keeping what was given in each issue so that words can be exact. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema }) => (data) => {
  const checked = schema.safeParse(data, { reportInput: true });
  if (!checked.success) return { error: new InputViolation(checked.error.issues) };
  // Looked at last: what a contract lets through is small and shallow.
  const broken = findBrokenText(checked.data);
  if (broken !== undefined) return { error: new InputViolation([{ code: 'custom', path: broken, message: 'broken character', params: { code: 'broken_character' }, input: undefined }]) };
  return { value: checked.data };
};
