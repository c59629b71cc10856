/**
 * Texts that a spreadsheet would run. Opening a CSV, it takes a cell that begins with = + - @, a tab or a carriage return
 * for a formula (OWASP, "CSV injection"); an apostrophe before it makes it text. Reading takes exactly that one apostrophe
 * away again, so that what was written comes back as it was; XLSX says of each cell that it is text and needs none.
 */
const wouldRun = /^'*[=+\-@\t\r＝＋－＠]/;
const guarded = /^'+[=+\-@\t\r＝＋－＠]/;

/** The text for a CSV cell. A text that is guarded already gets one more apostrophe. */
export function guardText(text: string): string {
  return wouldRun.test(text) ? `'${text}` : text;
}

/** The text that `guardText` was given. */
export function unguardText(text: string): string {
  return guarded.test(text) ? text.slice(1) : text;
}
