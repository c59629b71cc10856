import { z } from 'zod';
import { explainServicing, type ProofLine } from '#engine/servicing';

const sentence = z.object({ label: z.string(), formula: z.string(), value: z.string(), article: z.string() });

/** The steps behind the figures of a calculation, when they are asked for. */
export const derivationFields = {
  input: { explain: z.enum(['it', 'en']).optional().describe('language of the steps that led to the figures; none unless said') },
  result: { derivation: z.array(sentence).optional().describe('only with `explain`') },
};

export function derivationOf(proof: readonly ProofLine[] | undefined, language: 'it' | 'en' | undefined): { derivation?: z.output<typeof sentence>[] } {
  return proof === undefined || language === undefined ? {} : { derivation: explainServicing(proof, language) };
}
