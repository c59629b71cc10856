/** Words of the faults every kind of file can have. Pure. */
import type { ImportColumn, ImportFaultWords, ImportReading } from '#platform/import-reading';
import { plainWord } from './plain-word.ts';
import type { CellFault } from './read-cell.ts';
import type { Mapping } from './suggest-mapping.ts';

export const commonFaults: Readonly<Record<CellFault | 'duplicate_in_file', ImportFaultWords>> = {
  required_empty: {
    problem: { it: 'La cella è vuota, ma è obbligatoria.', en: 'The cell is empty, but required.' },
    remedy: { it: 'Scrivi un valore, per esempio {example}.', en: 'Give a value, for example {example}.' },
  },
  formula_error: {
    problem: { it: 'La formula del foglio dà un errore.', en: 'The formula of the sheet gives an error.' },
    remedy: { it: 'Correggi la formula o scrivi il valore.', en: 'Mend the formula or write the value.' },
  },
  text_too_long: {
    problem: { it: 'Il testo è troppo lungo.', en: 'The text is too long.' },
    remedy: { it: 'Accorcialo a {maxLength} caratteri.', en: 'Shorten it to {maxLength} characters.' },
  },
  control_character: {
    problem: { it: 'Il testo contiene caratteri non stampabili.', en: 'The text holds characters that cannot be printed.' },
    remedy: { it: 'Riscrivi il testo a mano.', en: 'Type the text anew.' },
  },
  not_an_integer: {
    problem: { it: 'Non è un numero intero.', en: 'It is not a whole number.' },
    remedy: { it: 'Scrivi solo cifre, per esempio {example}.', en: 'Write digits alone, for example {example}.' },
  },
  not_an_amount: {
    problem: { it: 'Non è un importo in euro con al più due decimali.', en: 'It is not an amount in euro with two decimals at most.' },
    remedy: { it: 'Scrivilo come {example}.', en: 'Write it as {example}.' },
  },
  not_a_date: {
    problem: { it: 'Non è una data che esiste.', en: 'It is not a day that exists.' },
    remedy: { it: 'Scrivila come 22/11/2026 o 2026-11-22.', en: 'Write it as 22/11/2026 or 2026-11-22.' },
  },
  not_a_choice: {
    problem: { it: 'Il valore non è fra quelli ammessi.', en: 'The value is none of those accepted.' },
    remedy: { it: 'Usa uno di questi: {choices}.', en: 'Use one of these: {choices}.' },
  },
  not_codes: {
    problem: { it: 'Non è un elenco di codici.', en: 'It is not a list of codes.' },
    remedy: { it: 'Scrivi i codici separati da spazi, per esempio {example}.', en: 'Write the codes with spaces between, for example {example}.' },
  },
  number_too_small: {
    problem: { it: 'Il numero è troppo piccolo.', en: 'The number is too small.' },
    remedy: { it: 'Controlla il valore, per esempio {example}.', en: 'Check the value, for example {example}.' },
  },
  number_too_large: {
    problem: { it: 'Il numero è troppo grande.', en: 'The number is too large.' },
    remedy: { it: 'Controlla il valore, per esempio {example}.', en: 'Check the value, for example {example}.' },
  },
  duplicate_in_file: {
    problem: { it: 'Lo stesso codice sta già in una riga precedente del file.', en: 'The same code stands in an earlier row of the file.' },
    remedy: { it: 'Togli una delle due righe.', en: 'Remove one of the two rows.' },
  },
};

export interface FaultInWords {
  /** The column as whoever wrote the file finds it: its head there, ours in brackets where it reads otherwise; empty for the row as a whole. */
  readonly column: string;
  readonly problem: string;
  readonly remedy: string;
}

/** A fault of a file read with `mapping`, as people read it. */
export function wordsOfFault(kind: ImportReading, mapping: Mapping, fault: { readonly column: string | null; readonly code: string; readonly value: string }, language: 'it' | 'en'): FaultInWords {
  const column = kind.columns.find(({ key }) => key === fault.column);
  const words = kind.faults[fault.code] ?? commonFaults[fault.code as keyof typeof commonFaults];
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => fillFrom(name, fault.value, column, language));
  return {
    column: column === undefined ? '' : columnInWords(mapping[column.key], column.words[language]),
    problem: words === undefined ? fault.code : fill(words.problem[language]),
    remedy: words === undefined ? '' : fill(words.remedy[language]),
  };
}

/** `Cod. modello (Codice)`; a head that says the same, but for accents and capitals, stands alone. */
function columnInWords(head: string | undefined, own: string): string {
  if (head === undefined) return own;
  return plainWord(head) === plainWord(own) ? head : `${head} (${own})`;
}

function fillFrom(name: string, value: string, column: ImportColumn | undefined, language: 'it' | 'en'): string {
  if (name === 'value') return value;
  if (name === 'example') return column?.example ?? '';
  if (name === 'maxLength') return String(column?.maxLength ?? 200);
  return name === 'choices' ? Object.values(column?.choices ?? {}).map(({ words }) => words[language]).join(', ') : '';
}
