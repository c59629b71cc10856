/** A refusal of the calculation at its field: which one, in which words, with the nearest value that works. Pure. */
import { refusalWords, type CalculationRefusal, type Fault } from '#calculator/api';
import { fillWords } from '#platform/fill-words';
import type { Format, Language } from '../../../ui/index.ts';
import { pathOf, type Field, type FieldFault } from './field.ts';

const isRefusal = (code: string): code is CalculationRefusal => code in refusalWords;

/** The field a path lies in, a field of a record included: the longest path that begins it. */
export function fieldAt(fields: readonly Field[], path: string): Field | undefined {
  const found = fields
    .filter((field) => {
      const own = pathOf(field);
      return own !== null && (path === own || path.startsWith(`${own}.`));
    })
    .toSorted((one, other) => (pathOf(other) ?? '').length - (pathOf(one) ?? '').length)[0];
  if (found?.columns === undefined) return found;
  const inner = path.slice((pathOf(found) ?? '').length + 1).replace(/^\d+\./, '');
  return found.columns.find((column) => pathOf(column) === inner) ?? found;
}

function nearestOf(field: Field | undefined, nearest: Fault['nearest'], format: Format): FieldFault['nearest'] {
  if (nearest === undefined) return undefined;
  const text = String(nearest);
  if (field?.type === 'money' && typeof nearest === 'number') return { text, words: format.money(nearest) };
  if (field?.type === 'rate') return { text, words: format.rate(Math.round(Number(nearest) * 1e4)) };
  return { text, words: typeof nearest === 'number' && Number.isInteger(nearest) ? format.integer(nearest) : text };
}

/** The sentence without the technical name of the field, which the label says already. */
const bare = (message: string, path: string): string => {
  const words = message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
};

export function placeFault(fault: Fault, fields: readonly Field[], language: Language, format: Format): FieldFault {
  const nearest = nearestOf(fieldAt(fields, fault.path), fault.nearest, format);
  if (!isRefusal(fault.code)) return { path: fault.path, words: bare(fault.message, fault.path), nearest };
  const words = fillWords(refusalWords[fault.code][language], { field: fault.path, nearest: nearest?.words ?? null }, language);
  return { path: fault.path, words: bare(words, fault.path), nearest };
}
