import { calculate, type Calculation, type Fault, type Language } from '../calculations/calculation.ts';
import type { Aids } from '../calculations/aids.ts';
import type { Code } from '../calculations/codes.ts';
import { calculationNamed } from '../calculations.ts';

/**
 * The line format of the machine interface: `{"id","do","input"}` in, `{"id","ok":true,"result"}` or
 * `{"id"|null,"ok":false,"error":{"code","path","message"}}` out. Whatever the line holds, there is one answer and nothing is thrown.
 */
export const longestLineBytes = 1_000_000;

type Id = string | number | null;

const faults = {
  line_too_long: { it: 'la riga supera 1.000.000 di byte: dividila', en: 'the line is longer than 1,000,000 bytes: split it' },
  line_not_utf8: { it: 'la riga non è testo UTF-8: correggi la codifica', en: 'the line is not UTF-8 text: correct its encoding' },
  line_not_json: { it: 'la riga non è JSON: scrivi un oggetto come {"id":1,"do":"interval","input":{…}}', en: 'the line is not JSON: write one object like {"id":1,"do":"interval","input":{…}}' },
  line_not_an_object: { it: 'la riga non è un oggetto: scrivi {"id":1,"do":"interval","input":{…}}', en: 'the line is not an object: write {"id":1,"do":"interval","input":{…}}' },
  id_not_valid: { it: 'id: deve essere un testo o un numero che si può ripetere esattamente', en: 'id: must be text, or a number that can be repeated exactly' },
  unknown_calculation: { it: 'do: non c’è un calcolo con questo nome: vedi calc --schema', en: 'do: there is no calculation of this name: see calc --schema' },
  unknown_field: { it: 'la riga ha solo id, do e input: togli il resto', en: 'a line has id, do and input alone: remove the rest' },
  missing: { it: 'input: manca: indica un oggetto con i dati del calcolo', en: 'input: is missing: give an object with the values of the calculation' },
  internal: { it: 'il calcolo non è riuscito per un difetto del programma: segnala questa riga', en: 'the calculation failed through a defect of the program: report this line' },
} as const satisfies Partial<Record<Code, Readonly<Record<Language, string>>>>;

function refused(id: Id, code: keyof typeof faults, path: string, language: Language): string {
  return tell(id, { code, path, message: faults[code][language] });
}

function tell(id: Id, error: Fault): string {
  return JSON.stringify({ id, ok: false, error });
}

/** The answer to a line that could not even be read. */
export function answerUnreadable(code: 'line_too_long' | 'line_not_utf8', language: Language): string {
  return refused(null, code, '', language);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text, or a number that JSON gives back as it came: integers beyond 2^53 would come back changed. */
function isId(value: unknown): value is string | number {
  return typeof value === 'string' || (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER);
}

function answerRecord(line: Record<string, unknown>, language: Language, aids: Aids | undefined): string {
  if (!isId(line['id'])) return refused(null, 'id_not_valid', 'id', language);
  const id = line['id'];
  const calculation: Calculation | undefined = typeof line['do'] === 'string' ? calculationNamed(line['do']) : undefined;
  if (calculation === undefined) return refused(id, 'unknown_calculation', 'do', language);
  for (const key in line) {
    if (key !== 'id' && key !== 'do' && key !== 'input') return refused(id, 'unknown_field', key.slice(0, 60), language);
  }
  if (line['input'] === undefined || line['input'] === null) return refused(id, 'missing', 'input', language);
  try {
    const answer = calculate(calculation, line['input'], language, 'input', aids);
    return answer.ok ? JSON.stringify({ id, ok: true, result: answer.result }) : tell(id, answer.error);
  } catch {
    return refused(id, 'internal', 'input', language);
  }
}

/** The answer to one line of text, without its line end. */
export function answerLine(text: string, language: Language, aids?: Aids): string {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return refused(null, 'line_not_json', '', language);
  }
  return isRecord(line) ? answerRecord(line, language, aids) : refused(null, 'line_not_an_object', '', language);
}
