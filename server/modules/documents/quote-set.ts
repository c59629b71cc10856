/** A quote with all its proposals as one paper: alternatives to choose from, or the lines of a fleet. */
import { z } from 'zod';
import { quoteDocumentSchema } from './quote-document.ts';

export const quoteSetSchema = z.object({
  kind: z.enum(['alternatives', 'fleet']),
  /** `cover`: the sheet that sets the proposals side by side, alone. */
  part: z.enum(['all', 'cover']).default('all'),
  /** In their order; all of the same dealer, number and days. */
  quotes: z.array(quoteDocumentSchema).min(1).max(20),
});

/** As the caller writes it. */
export type QuoteSetData = z.input<typeof quoteSetSchema>;
export type QuoteSet = z.output<typeof quoteSetSchema>;
