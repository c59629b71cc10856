import type { FontCoverage } from './font-coverage.ts';

/** Drawn in place of a character the font lacks, so that the reader sees that something stood there. */
export const missingCharacter = '\u25a1';

/** Words longer than this may break after a sign of punctuation and every `breakEvery` characters, to fit narrow columns. */
const longestWord = 24;
const breakEvery = 12;
/** Marks stacked on one letter beyond this number would paint over the lines above. */
const mostMarks = 3;
const zeroWidthSpace = '\u200b';

const spaces = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x85, 0x2028, 0x2029]);
const dropped = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const mark = /\p{M}/u;
const punctuation = /\p{P}/u;
const unassignedOrPrivate = /[\p{Cn}\p{Co}\p{Cs}]/u;

/**
 * Makes any text safe to print: composed form (NFC); line ends and tabs become spaces; control and invisible characters,
 * those that turn the writing direction among them, are left out; what the font cannot draw becomes `□` (several in a
 * row become one); over-long words get invisible places to break. Never throws, whatever the text.
 */
export function printableText(text: string, covers: FontCoverage): string {
  const drawn: string[] = [];
  let marks = 0;
  for (const character of text.normalize('NFC')) {
    const form = drawnForm(character, covers);
    marks = mark.test(form) ? marks + 1 : 0;
    const repeatsMissing = form === missingCharacter && character !== missingCharacter && drawn.at(-1) === missingCharacter;
    if (form !== '' && marks <= mostMarks && !repeatsMissing) drawn.push(form);
  }
  return drawn.join('').split(' ').map(breakLongWord).join(' ');
}

function drawnForm(character: string, covers: FontCoverage): string {
  const code = character.codePointAt(0) ?? 0;
  if (spaces.has(code)) return ' ';
  if (dropped.test(character)) return '';
  if (unassignedOrPrivate.test(character) || !covers(code)) return missingCharacter;
  return character;
}

function breakLongWord(word: string): string {
  const letters = Array.from(word);
  if (letters.length <= longestWord) return word;
  let sinceBreak = 0;
  return letters
    .map((letter, index) => {
      const breaks = sinceBreak > 0 && (sinceBreak >= breakEvery || punctuation.test(letters[index - 1] ?? '')) && !mark.test(letter);
      sinceBreak = breaks ? 1 : sinceBreak + 1;
      return breaks ? zeroWidthSpace + letter : letter;
    })
    .join('');
}

/** Any value that travels as JSON. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined };

/** The same data with every text made printable; keys are ours and stay as they are. */
export function printableData(value: JsonValue, covers: FontCoverage): JsonValue {
  if (typeof value === 'string') return printableText(value, covers);
  if (Array.isArray(value)) return value.map((item: JsonValue) => printableData(item, covers));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printableData(item as JsonValue, covers)]));
  }
  return value;
}
