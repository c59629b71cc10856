/** A pre-contract form as data: sections of rows, each with its answer or the reason why it does not apply. */
export interface Bilingual {
  readonly it: string;
  readonly en: string;
}

export interface FormRow {
  /** Stable name of the row, for programs and tests. */
  readonly code: string;
  readonly label: Bilingual;
  /** Paragraphs of the answer; null when the row does not apply, and `why` says so. */
  readonly value: readonly Bilingual[] | null;
  readonly why: Bilingual | null;
}

export interface FormSection {
  readonly code: string;
  readonly title: Bilingual;
  readonly rows: readonly FormRow[];
}

export interface Form {
  readonly title: Bilingual;
  readonly legalBasis: Bilingual;
  readonly sections: readonly FormSection[];
}

/** The same words in both languages: names, numbers, addresses. */
export const same = (text: string): Bilingual => ({ it: text, en: text });

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Words that begin a line of their own. */
export const opening = ({ it, en }: Bilingual): Bilingual => ({ it: capital(it), en: capital(en) });

/** A row with its answer. */
export function row(code: string, label: Bilingual, ...value: readonly Bilingual[]): FormRow {
  return { code, label, value, why: null };
}

/** A row that does not apply to this credit, with the reason. */
export function notApplicable(code: string, label: Bilingual, why: Bilingual): FormRow {
  return { code, label, value: null, why };
}
