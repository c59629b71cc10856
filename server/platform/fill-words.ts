import { formatAmount, formatAmountEnglish, formatRate, formatRateEnglish } from './money.ts';

export type WordValue = string | number | boolean | null;

function inWords(value: WordValue, name: string, language: 'it' | 'en'): string {
  if (typeof value === 'number' && name.endsWith('Cents')) return language === 'it' ? `${formatAmount(value)} €` : `€ ${formatAmountEnglish(value)}`;
  if (typeof value === 'number' && name.endsWith('Ppm')) return language === 'it' ? formatRate(value) : formatRateEnglish(value);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return `${value.slice(8)}/${value.slice(5, 7)}/${value.slice(0, 4)}`;
  if (typeof value === 'boolean') return value ? (language === 'it' ? 'sì' : 'yes') : 'no';
  return String(value ?? '–');
}

/**
 * Fills `{name}` in a sentence with the values of a refusal: `…Cents` as euro, `…Ppm` as per cent, a calendar day as
 * dd/mm/yyyy. A part in square brackets is left out when one of its values is not there: `Out of range[, the nearest is {nearest}].`
 */
export function fillWords(template: string, values: Readonly<Record<string, WordValue>>, language: 'it' | 'en'): string {
  const isThere = (name: string): boolean => values[name] !== undefined && values[name] !== null;
  return template
    .replace(/\[([^\]]*)\]/g, (_, part: string) => ([...part.matchAll(/\{(\w+)\}/g)].every((found) => isThere(found[1] ?? '')) ? part : ''))
    .replace(/\{(\w+)\}/g, (_, name: string) => inWords(values[name] ?? null, name, language));
}
