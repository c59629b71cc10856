import type { z } from 'zod';

/** Faults of input in words for the person who sent it; the same on the server, in the browser and on the command line. Pure. */
export type Issue = z.core.$ZodIssue;

type Language = 'it' | 'en';
type Words = Readonly<Record<Language, string>>;

export interface DescribedIssue {
  /** Path of the field in the input, dots between keys: `body.depositCents`. */
  readonly path: string;
  /** Stable code of what is wrong, for programs. */
  readonly code: string;
  /** Sentence with the remedy. */
  readonly message: string;
}

/** Names that came with the input are shown only so far: an answer never grows with what was sent. */
const longestName = 60;
const mostNames = 5;
const shown = (name: string): string => (name.length > longestName ? `${name.slice(0, longestName)}…` : name);
const list = (names: readonly string[]): string => `${names.slice(0, mostNames).map(shown).join(', ')}${names.length > mostNames ? ', …' : ''}`;

const formats: Readonly<Record<string, Words>> = {
  control_character: { it: 'contiene caratteri di controllo: toglili', en: 'contains control characters: remove them' },
  broken_character: { it: 'contiene un carattere spezzato: riscrivilo', en: 'contains a broken character: write it again' },
  regex: { it: 'non ha il formato richiesto', en: 'does not have the required format' },
  email: { it: 'scrivi un indirizzo e-mail valido', en: 'write a valid e-mail address' },
};

const typeNames: Readonly<Record<string, Words>> = {
  number: { it: 'un numero', en: 'a number' },
  int: { it: 'un numero intero', en: 'a whole number' },
  string: { it: 'un testo', en: 'text' },
  boolean: { it: 'vero o falso', en: 'true or false' },
  array: { it: 'un elenco', en: 'a list' },
  tuple: { it: 'un elenco', en: 'a list' },
  object: { it: 'un oggetto', en: 'an object' },
};

function typeName(expected: string, language: Language): string {
  return typeNames[expected]?.[language] ?? expected;
}

/** Words that a check of a contract brings with it: `params: { code, it, en }`. */
function ownWords(params: unknown, language: Language): string | undefined {
  const words: unknown = typeof params === 'object' && params !== null ? (params as Record<string, unknown>)[language] : undefined;
  return typeof words === 'string' ? words : undefined;
}

function isWrongType(branch: readonly Issue[]): boolean {
  return branch.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0);
}

function sentence(issue: Issue, language: Language): string {
  const it = language === 'it';
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return it ? 'manca: indica un valore' : 'is missing: give a value';
      return it ? `deve essere ${typeName(issue.expected, language)}` : `must be ${typeName(issue.expected, language)}`;
    case 'too_small': {
      const least = String(issue.minimum);
      if (issue.origin === 'string') return it ? `deve avere almeno ${least} caratteri` : `needs at least ${least} characters`;
      if (issue.origin === 'array') return it ? `deve avere almeno ${least} elementi` : `needs at least ${least} items`;
      return it ? `deve essere almeno ${least}` : `must be at least ${least}`;
    }
    case 'too_big': {
      const most = String(issue.maximum);
      if (issue.origin === 'string') return it ? `può avere al massimo ${most} caratteri` : `may have at most ${most} characters`;
      if (issue.origin === 'array') return it ? `può avere al massimo ${most} elementi` : `may have at most ${most} items`;
      return it ? `può essere al massimo ${most}` : `may be at most ${most}`;
    }
    case 'invalid_value': {
      if (issue.input === undefined) return it ? 'manca: indica un valore' : 'is missing: give a value';
      const values = issue.values.map(String).join(', ');
      return it ? `scegli uno tra: ${values}` : `choose one of: ${values}`;
    }
    case 'unrecognized_keys':
      return it ? `campi non previsti: ${list(issue.keys)}: toglili` : `unknown fields: ${list(issue.keys)}: remove them`;
    case 'invalid_union': {
      if (issue.input === undefined) return it ? 'manca: indica un valore' : 'is missing: give a value';
      const kinds = issue.errors.flatMap((branch) => branch.flatMap((part) => (part.code === 'invalid_type' && part.path.length === 0 ? [typeName(part.expected, language)] : [])));
      const choice = [...new Set(kinds)].join(it ? ' o ' : ' or ');
      if (choice === '') return it ? 'non è valido' : 'is not valid';
      return it ? `deve essere ${choice}` : `must be ${choice}`;
    }
    case 'invalid_format':
      return (formats[issue.format] ?? formats['regex'] ?? { it: '', en: '' })[language];
    case 'custom': {
      const code: unknown = issue.params?.['code'];
      return ownWords(issue.params, language) ?? (formats[typeof code === 'string' ? code : 'regex'] ?? formats['regex'] ?? { it: '', en: '' })[language];
    }
    default:
      return it ? 'non è valido' : 'is not valid';
  }
}

/** Of several shapes that a value may have, the one whose type it has is the one the sender meant. */
function meant(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.find((branch) => branch.length > 0 && !isWrongType(branch))?.[0];
  return inner === undefined ? issue : meant({ ...inner, path: [...issue.path, ...inner.path] });
}

/** A field that does not belong there is named itself, not the object that holds it. */
function pointed(issue: Issue): Issue {
  const stranger = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  return stranger === undefined ? issue : { ...issue, path: [...issue.path, stranger] };
}

/** What is wrong with a value, for programs: the same names as the refusals of the engine where both can say it. */
export const issueCodes = {
  missing: 'the field is needed and is not there',
  unknown_field: 'there is no such field: remove it',
  not_a_number: 'a number is needed',
  not_an_integer: 'a whole number is needed',
  not_text: 'text is needed',
  not_true_or_false: 'true or false is needed',
  not_a_list: 'a list is needed',
  not_an_object: 'an object is needed',
  wrong_type: 'the value is of none of the types that the field takes',
  wrong_format: 'the text has not the form that the field needs',
  choice_not_known: 'the value is not one of those that the field takes',
  number_out_of_range: 'the number is outside what the field takes',
  text_too_short: 'the text has too few characters',
  text_too_long: 'the text has too many characters',
  too_few_items: 'the list has too few items',
  too_many_items: 'the list has too many items',
  not_valid: 'the value is not valid for another reason, told in the message',
} as const;

export type IssueCode = keyof typeof issueCodes;

const typeCodes: Readonly<Record<string, IssueCode>> = {
  number: 'not_a_number',
  int: 'not_an_integer',
  string: 'not_text',
  boolean: 'not_true_or_false',
  array: 'not_a_list',
  tuple: 'not_a_list',
  object: 'not_an_object',
  record: 'not_an_object',
};

function sizeCode(origin: string, isBig: boolean): IssueCode {
  if (origin === 'string') return isBig ? 'text_too_long' : 'text_too_short';
  if (origin === 'array' || origin === 'set') return isBig ? 'too_many_items' : 'too_few_items';
  return 'number_out_of_range';
}

/** The name of an issue; the checks of a contract may bring their own. */
function codeOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'missing' : (typeCodes[issue.expected] ?? 'wrong_type');
    case 'invalid_value':
      return issue.input === undefined ? 'missing' : 'choice_not_known';
    case 'invalid_union':
      return issue.input === undefined ? 'missing' : 'wrong_type';
    case 'unrecognized_keys':
      return 'unknown_field';
    case 'too_big':
      return sizeCode(issue.origin, true);
    case 'too_small':
      return sizeCode(issue.origin, false);
    case 'invalid_format':
      return 'wrong_format';
    case 'custom': {
      const code: unknown = issue.params?.['code'];
      return typeof code === 'string' ? code : 'not_valid';
    }
    default:
      return 'not_valid';
  }
}

/** One validation issue as a field error: where, which kind, and a sentence with the remedy. */
export function describeIssue(given: Issue, place: string, language: Language): DescribedIssue {
  const issue = pointed(meant(given));
  const path = [place, ...issue.path.map((key) => shown(String(key)))].filter((part) => part !== '').join('.');
  return { path, code: codeOf(issue), message: `${path}: ${sentence(issue, language)}` };
}
