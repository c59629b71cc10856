/**
 * The form in which vehicles are stored for searching and in which typed text is compared: small letters without accents,
 * decimals with a point ("1.5"), every other sign a space. Names with a sign inside are found by their parts and joined
 * as well: "ID.3" by "id", "3" and "id3", "T-Roc" by "roc" and "troc".
 */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/(\d),(?=\d)/g, '$1.');
}

/** Words of a text: letters and digits, and the point of a decimal. */
function wordsOf(text: string): string[] {
  return plain(text).match(/\d+\.\d+[a-z0-9]*|[a-z0-9]+/g) ?? [];
}

/** What is stored with a vehicle: a space before every word, the words in their order, the joined names last. */
export function searchText(...parts: readonly (string | null)[]): string {
  const text = parts.filter((part) => part !== null).join(' ');
  const joined = (plain(text).match(/[a-z0-9]+(?:[.-][a-z0-9]+)+/g) ?? []).map((name) => name.replace(/[.-]/g, '')).filter((name) => /[a-z]/.test(name));
  return [...wordsOf(text), ...new Set(joined)].map((word) => ` ${word}`).join('');
}

/** Words of a typed search, at most six; each must begin a word of the vehicle, or stand in its plate or VIN. */
export function searchWords(typed: string): string[] {
  return wordsOf(typed).slice(0, 6);
}
