import type { Language } from '#platform/context';
import type { Issuer } from './issuer.ts';
import type { JsonValue } from './printable-text.ts';

const defaultAccent = '#0b5cc4';
const vatNumber = { it: 'P. IVA', en: 'VAT no.' } as const;

/** Parts that exist, joined by a middle dot. */
export function present(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

/** The head of a paper as templates draw it: accent colour, whether there is a mark, name, branch and lines of address. */
export function issuerHead(issuer: Issuer, language: Language, options: { readonly logo: boolean }): { accent: string; logo: boolean; dealer: { name: string; branch: string | null; lines: string[] } & Record<string, JsonValue> } {
  return {
    accent: issuer.accentColor ?? defaultAccent,
    logo: options.logo,
    dealer: {
      name: issuer.name,
      branch: issuer.branchName,
      lines: [...issuer.addressLines, present([issuer.phone, issuer.email]), issuer.vatNumber === null ? '' : `${vatNumber[language]} ${issuer.vatNumber}`].filter((text) => text !== ''),
    },
  };
}
