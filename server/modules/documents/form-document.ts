/** A form to print: sections of rows, each with its answer or the reason why it does not apply, and the plan it rests on. */
import { z } from 'zod';
import { cents, civilDate } from '#platform/contract';
import { issuerSchema } from './issuer.ts';

const words = z.string().max(4000);

const row = z.object({
  label: words,
  /** Paragraphs; null when the row does not apply. */
  answer: z.array(words).min(1).max(40).nullable(),
  /** Why it does not apply; null when it does. */
  reason: words.nullable(),
});

const section = z.object({
  title: words,
  /** True for the parts that must stand together on the first page. */
  prominent: z.boolean(),
  rows: z.array(row).min(1).max(40),
});

const planRow = z.object({ number: z.number().int().min(0).max(999), dueOn: civilDate, dueCents: cents, principalCents: cents, interestCents: cents, feesCents: cents, balanceCents: cents });

export const formDocumentSchema = z
  .object({
    language: z.enum(['it', 'en']),
    title: words,
    legalBasis: words,
    number: words,
    issuedOn: civilDate,
    dealer: issuerSchema,
    sections: z.array(section).min(1).max(20),
    plan: z.array(planRow).max(240),
    /** Words to be signed or stated under the form; printed as paragraphs. */
    closing: z.array(words).max(10),
  })
  .superRefine((form, issues) => {
    form.sections.forEach((each, at) =>
      each.rows.forEach((line, index) => {
        if ((line.answer === null) === (line.reason === null)) issues.addIssue({ code: 'custom', path: ['sections', at, 'rows', index], message: 'has neither an answer nor a reason, or both' });
      }),
    );
  });

export type FormDocumentData = z.input<typeof formDocumentSchema>;
export type FormDocument = z.output<typeof formDocumentSchema>;
