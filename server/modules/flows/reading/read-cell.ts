/** What a cell means in a column: text as people type it in Italy and abroad, or a value of a spreadsheet. Pure. */
import { isCivilDate } from '#platform/civil-date';
import type { ImportColumn, ImportValue } from '#platform/import-reading';
import { plainWord } from './plain-word.ts';

/** A cell of a sheet (see #platform/sheets/sheet). */
export type Cell = string | number | boolean | { readonly day: string };

export type CellFault =
  | 'required_empty'
  | 'formula_error'
  | 'text_too_long'
  | 'control_character'
  | 'not_an_integer'
  | 'not_an_amount'
  | 'not_a_date'
  | 'not_a_choice'
  | 'not_codes'
  | 'number_too_small'
  | 'number_too_large';

export type ReadCell = { readonly value: ImportValue; readonly fault?: undefined } | { readonly value: null; readonly fault: CellFault };

const refuse = (fault: CellFault): ReadCell => ({ value: null, fault });
const formulaErrors = /^#(N\/A|N\/D|REF!|RIF!|VALUE!|VALORE!|DIV\/0!|NAME\?|NOME\?|NULL!|NULLO!|NUM!|SPILL!|CALC!)$/i;
const spaces = /[\s\u00A0\u2007\u202F]/g;

/** Text for people and for comparing: trimmed, composed, a run of spaces as one. */
function tidy(cell: Cell): string {
  const text = typeof cell === 'object' ? cell.day : String(cell);
  return text.normalize('NFC').replace(/[\s\u00A0\u202F]+/g, ' ').trim();
}

/** The value of a cell in a column, or what is wrong with it. Amounts become integer cents, dates `YYYY-MM-DD`. */
export function readCell(column: ImportColumn, cell: Cell): ReadCell {
  const text = tidy(cell);
  if (text === '') return column.required ? refuse('required_empty') : { value: null };
  if (formulaErrors.test(text)) return refuse('formula_error');
  switch (column.type) {
    case 'text':
      return readText(text, column.maxLength ?? 200);
    case 'integer':
      return bounded(column, typeof cell === 'number' ? cell : readInteger(text), 'not_an_integer');
    case 'amount':
      return bounded(column, typeof cell === 'number' ? centsOf(cell) : readAmount(text), 'not_an_amount');
    case 'date': {
      const day = typeof cell === 'object' ? cell.day : typeof cell === 'string' ? readDay(text) : undefined;
      return day === undefined || !isCivilDate(day) ? refuse('not_a_date') : { value: day };
    }
    case 'choice': {
      const value = choicesOf(column).get(plainWord(text));
      return value === undefined ? refuse('not_a_choice') : { value };
    }
    case 'codes':
      return readCodes(text);
  }
}

const choiceWords = new WeakMap<ImportColumn, ReadonlyMap<string, string>>();

/** Plain word → stored value; made once for a column. A stored value goes before another value's word. */
function choicesOf(column: ImportColumn): ReadonlyMap<string, string> {
  let words = choiceWords.get(column);
  if (words === undefined) {
    const choices = Object.entries(column.choices ?? {});
    words = new Map([...choices.flatMap(([value, { words: own, also }]) => [own.it, own.en, ...also].map((word) => [plainWord(word), value] as const)).toReversed(), ...choices.map(([value]) => [plainWord(value), value] as const)]);
    choiceWords.set(column, words);
  }
  return words;
}

function readText(text: string, maxLength: number): ReadCell {
  if (text.length > maxLength) return refuse('text_too_long');
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) < 32 || text.charCodeAt(at) === 127) return refuse('control_character');
  // A lone half of a sign is no text a database keeps.
  return /\p{Cs}/u.test(text) ? refuse('control_character') : { value: text };
}

function bounded(column: ImportColumn, value: number | undefined, fault: CellFault): ReadCell {
  if (value === undefined || !Number.isSafeInteger(value)) return refuse(fault);
  if (value < (column.min ?? 0)) return refuse('number_too_small');
  if (value > (column.max ?? Number.MAX_SAFE_INTEGER)) return refuse('number_too_large');
  return { value };
}

/** `12500`, `12.500`, `12 500`, `12,500`, `12'500`. */
function readInteger(typed: string): number | undefined {
  const text = typed.replace(spaces, '');
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  return /^-?\d{1,3}([.,'’]\d{3})+$/.test(text) ? Number(text.replace(/[.,'’]/g, '')) : undefined;
}

/** Cents of a spreadsheet's number; undefined when it has more than two decimals, beyond what binary fractions add by themselves. */
function centsOf(euro: number): number | undefined {
  const cents = Math.round(euro * 100);
  return Math.abs(euro * 100 - cents) < 1e-6 + Math.abs(euro) * 1e-11 ? cents : undefined;
}

/** `15900`, `15.900`, `15.900,50`, `15,900.50`, `15900,5`, `€ 15.900,00`. Three digits after the only sign are thousands. */
function readAmount(typed: string): number | undefined {
  const text = typed.replace(spaces, '').replace(/^(€|EUR)|(€|EUR)$/gi, '');
  const parts = /^(-?)(\d+|\d{1,3}(?:([.,'’])\d{3})(?:\3\d{3})*)(?:([.,])(\d{1,2}))?$/.exec(text);
  if (parts === null || (parts[4] !== undefined && parts[4] === parts[3])) return undefined;
  const whole = (parts[2] ?? '').replace(/\D/g, '');
  if (whole.length > 12) return undefined;
  const cents = Number(whole) * 100 + Number((parts[5] ?? '').padEnd(2, '0'));
  return parts[1] === '-' ? -cents : cents;
}

/** `2026-11-22`, `22/11/2026`, `22-11-2026`, `22.11.2026`, `2026/11/22`, also with a time behind. */
function readDay(typed: string): string | undefined {
  const text = typed.replace(/[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  const italian = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  const [year, month, day] = iso === null ? [italian?.[3], italian?.[2], italian?.[1]] : [iso[1], iso[2], iso[3]];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Codes in their order, each once, one space between; alternatives stay joined by `|`. */
function readCodes(text: string): ReadCell {
  const codes = [...new Set(text.split(/[\s,;]+/).filter((code) => code !== ''))];
  const isWell = codes.every((code) => code.split('|').every((one) => /^[\p{L}\p{N}._\-/+]{1,40}$/u.test(one)));
  return isWell && codes.length <= 60 ? { value: codes.join(' ') } : refuse('not_codes');
}
