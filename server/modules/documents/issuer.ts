/** Whose paper it is: name, address, colour and mark of the dealer, as printed at the head of every document. */
import { z } from 'zod';

const line = z.string().max(400);

export const issuerSchema = z.object({
  name: line,
  /** Branch, when the dealer has several. */
  branchName: line.nullable().default(null),
  addressLines: z.array(line).max(4),
  vatNumber: line.nullable().default(null),
  phone: line.nullable().default(null),
  email: line.nullable().default(null),
  /** Brand colour `#rrggbb`, used for decoration only: text stays readable whatever the colour. */
  accentColor: z.string().regex(/^#[0-9a-fA-F]{6}$/).nullable().default(null),
  /** Self-contained SVG; one that cannot be drawn is left out and the name is printed alone. */
  logoSvg: z.string().max(200_000).nullable().default(null),
});
export type Issuer = z.output<typeof issuerSchema>;
