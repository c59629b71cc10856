/** How whoever acts is named on papers and in lists; the web shows the same words. */
type Language = 'it' | 'en';

const between = { it: ' per conto di ', en: ' on behalf of ' } as const;

/** As it is kept: one name, or that of a stand-in with the colleague whose place is taken. Kept in Italian. */
export function signatureFor(displayName: string, absentName: string | undefined): string {
  return absentName === undefined ? displayName : `${displayName}${between.it}${absentName}`;
}

/** A kept signature as a reader of the language reads it. */
export function signatureIn(signature: string, language: Language): string {
  return language === 'it' ? signature : signature.replace(between.it, between[language]);
}
