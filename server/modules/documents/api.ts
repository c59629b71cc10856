/** Contracts of documents, shared with the web: the dealer's brand on its papers. */
import { z } from 'zod';
import { defineRoute, fileBytes } from '#platform/contract';

export const logoMediaTypes = ['image/svg+xml', 'image/png'] as const;
/** Largest file taken, in bytes. */
export const largestLogo = 512 * 1024;

const colour = z.string().regex(/^#[0-9a-f]{6}$/);

export const brandSchema = z.object({
  dealer: z.object({ code: z.string(), name: z.string() }),
  /** The one chosen here; null leaves it to `houseColour`. */
  accentColour: colour.nullable(),
  /** Colour of the dealer in the organisation. */
  houseColour: z.string().nullable(),
  /** Digest of the mark, for its address; null without one. */
  logo: z.string().nullable(),
});
export type DealerBrand = z.infer<typeof brandSchema>;

const noDealer = { no_dealer: { it: 'La personalità attiva non appartiene a un concessionario.', en: 'The active personality belongs to no dealer.' } } as const;

export const getBrandRoute = defineRoute({ method: 'GET', path: '/api/documents/brand', summary: 'Mark and colour of the caller’s dealer on printed papers.', access: 'documents.brand.write', response: brandSchema, refusals: noDealer });

export const setColourRoute = defineRoute({
  method: 'PUT',
  path: '/api/documents/brand',
  summary: 'Chooses the colour of the dealer’s papers; null returns to that of the organisation.',
  access: 'documents.brand.write',
  body: z.strictObject({ accentColour: colour.nullable() }),
  response: brandSchema,
  refusals: noDealer,
});

export const logoRefusals = {
  ...noDealer,
  logo_not_a_picture: { it: 'Il file non è un disegno SVG o un’immagine PNG leggibile.', en: 'The file is no readable SVG drawing or PNG picture.' },
  logo_disguised: { it: 'Il contenuto del file non è del tipo dichiarato.', en: 'The content of the file is not of the type it claims.' },
  logo_not_allowed: {
    it: 'Il disegno contiene «{what}», che su un documento non è ammesso: esporta il logo come soli tracciati, con i testi convertiti in curve.',
    en: 'The drawing holds “{what}”, which a document cannot bear: export the logo as plain paths, with texts turned into outlines.',
  },
  logo_too_large: { it: 'Il logo è troppo grande o complesso: semplificalo o usa un’immagine PNG.', en: 'The logo is too large or complex: simplify it or use a PNG picture.' },
} as const;

export const setLogoRoute = defineRoute({
  method: 'PUT',
  path: '/api/documents/brand/logo',
  summary: 'Puts the dealer’s mark: the body is an SVG or PNG, drawn anew as shapes without script or reference.',
  access: 'documents.brand.write',
  consumes: logoMediaTypes,
  body: fileBytes,
  bodyLimit: largestLogo,
  response: brandSchema,
  refusals: logoRefusals,
  ratePerMinute: 60,
});

export const removeLogoRoute = defineRoute({ method: 'DELETE', path: '/api/documents/brand/logo', summary: 'Takes the dealer’s mark away; papers bear the name again.', access: 'documents.brand.write', response: brandSchema, refusals: noDealer });

export const logoFileRoute = defineRoute({ method: 'GET', path: '/api/documents/brand/logo', summary: 'The dealer’s mark as it is printed.', access: 'documents.brand.write', response: z.unknown(), produces: 'image/svg+xml', refusals: noDealer });
