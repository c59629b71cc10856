/** Plain letters: no case, no accents, so that "attivita" finds "Attività". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * How well a text describes what is offered: every typed word must begin one of its words (2 points, 3 for the first
 * word) or occur somewhere (1 point). 0 when one is missing.
 */
export function scoreOf(offered: string, typed: string): number {
  const words = plain(offered).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  let score = 0;
  for (const wanted of plain(typed).split(/\s+/).filter((word) => word !== '')) {
    if (words[0]?.startsWith(wanted) === true) score += 3;
    else if (words.some((word) => word.startsWith(wanted))) score += 2;
    else if (words.some((word) => word.includes(wanted))) score += 1;
    else return 0;
  }
  return score;
}
