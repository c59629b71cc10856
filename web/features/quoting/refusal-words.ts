/** A refusal of the calculation in the seller's language: the contract's words with the figures filled in, as the server would say it. */
import { quoteRefusals, type QuoteRefusal } from '#quoting/api';
import type { Refused } from '#platform/result';
import type { Format, Language } from '../../ui/index.ts';
import type { QuotingTexts } from './use-quoting-texts.ts';

type Detail = string | number | boolean | null;

function detailWords(name: string, value: Detail, format: Format, texts: QuotingTexts, serviceName: (code: string) => string): string {
  if (name === 'field' && typeof value === 'string') return texts.fieldNames[value as keyof QuotingTexts['fieldNames']] ?? texts.fieldNames.other;
  if (name === 'service' && typeof value === 'string') return serviceName(value);
  if (typeof value === 'number' && name.endsWith('Cents')) return format.money(value);
  if (typeof value === 'number' && name.endsWith('Ppm')) return format.rate(value);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return format.date(value);
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  return String(value ?? '–');
}

interface Tools {
  readonly language: Language;
  readonly format: Format;
  readonly texts: QuotingTexts;
  /** A service by its code, in the seller's language. */
  readonly serviceName: (code: string) => string;
}

/** One sentence: what does not fit and what to do. */
export function refusalWords(refused: Refused<QuoteRefusal>, { language, format, texts, serviceName }: Tools): string {
  const isThere = (name: string): boolean => (refused.details?.[name] ?? null) !== null;
  // A part in square brackets is left out when one of its values is not there, as on the server.
  const told = quoteRefusals[refused.refusal][language].replace(/\[([^\]]*)\]/g, (_, part: string) => ([...part.matchAll(/\{(\w+)\}/g)].every((found) => isThere(found[1] ?? '')) ? part : ''));
  return told.replace(/\{(\w+)\}/g, (_, name: string) => detailWords(name, refused.details?.[name] ?? null, format, texts, serviceName));
}
