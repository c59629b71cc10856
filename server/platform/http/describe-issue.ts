import type { z } from 'zod';
import type { Language } from '../context.ts';
import type { FieldError } from '../errors.ts';

type Issue = z.core.$ZodIssue;

const formats: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  control_character: { it: 'contiene caratteri di controllo: toglili', en: 'contains control characters: remove them' },
  regex: { it: 'non ha il formato richiesto', en: 'does not have the required format' },
  email: { it: 'scrivi un indirizzo e-mail valido', en: 'write a valid e-mail address' },
};

const typeNames: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  number: { it: 'un numero', en: 'a number' },
  int: { it: 'un numero intero', en: 'a whole number' },
  string: { it: 'un testo', en: 'text' },
  boolean: { it: 'vero o falso', en: 'true or false' },
  array: { it: 'un elenco', en: 'a list' },
  object: { it: 'un oggetto', en: 'an object' },
};

function typeName(expected: string, language: Language): string {
  return typeNames[expected]?.[language] ?? expected;
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
      const values = issue.values.map(String).join(', ');
      return it ? `scegli uno tra: ${values}` : `choose one of: ${values}`;
    }
    case 'unrecognized_keys':
      return it ? `campi non previsti: ${issue.keys.join(', ')}: toglili` : `unknown fields: ${issue.keys.join(', ')}: remove them`;
    case 'invalid_format':
      return (formats[issue.format] ?? formats['regex'] ?? { it: '', en: '' })[language];
    case 'custom': {
      const code: unknown = issue.params?.['code'];
      return (formats[typeof code === 'string' ? code : 'regex'] ?? formats['regex'] ?? { it: '', en: '' })[language];
    }
    default:
      return it ? 'non è valido' : 'is not valid';
  }
}

/** One validation issue as a field error: where, which kind, and a sentence with the remedy. */
export function describeIssue(issue: Issue, place: string, language: Language): FieldError {
  const path = [place, ...issue.path.map(String)].filter((part) => part !== '').join('.');
  const code = issue.code === 'custom' && typeof issue.params?.['code'] === 'string' ? issue.params['code'] : issue.code;
  return { path, code, message: `${path}: ${sentence(issue, language)}` };
}
