/** Small letters, no accents, single spaces: the form in which vehicles are stored for searching and in which typed text is compared. */
export function searchText(...parts: readonly (string | null)[]): string {
  return parts
    .filter((part) => part !== null)
    .join(' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9.,+-]+/g, ' ')
    .trim();
}

/** Words of a typed search, at most six; each must begin a word of the vehicle or end its plate or VIN. */
export function searchWords(text: string): string[] {
  return searchText(text)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 6);
}
