const mostShown = 30;

/** The first items whose words hold every word typed. */
export function matching<T>(items: readonly T[], words: (item: T) => string, text: string): readonly T[] {
  const wanted = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return items.filter((item) => wanted.every((word) => words(item).toLowerCase().includes(word))).slice(0, mostShown);
}
