/** Lists written as text: weights, days, amounts and rates on days. Pure; what cannot be read is named, never guessed. */

/** The list, or the item that cannot be read (as typed). */
export type ReadList<T> = { readonly ok: true; readonly items: readonly T[] } | { readonly ok: false; readonly unread: string };

const mostWeights = 600;

/** '3', '0.5×6', '1*'; a comma between weights, a point or a decimal comma never: '0,5' are two weights. */
const weightItem = /^(\d+(?:\.\d+)?)(?:[x×](\d+)|(\*))?$/;

/**
 * Weights of the rows: `3,1,1*` = three, then one to the last row; `1×10,2` = ten times one, then two; a group in
 * parentheses with a star is a season that comes again: `(1,1,0)*`. Separators are commas, semicolons and blanks.
 */
export function readWeights(text: string, rows: number): ReadList<number> {
  const season = /^(.*?)\(([^()]*)\)\*\s*$/s.exec(text);
  const head = readItems(season?.[1] ?? text, rows, season === null);
  if (!head.ok || season === null) return head;
  const again = readItems(season[2] ?? '', mostWeights, false);
  if (!again.ok) return again;
  if (again.items.length === 0) return { ok: false, unread: text.trim() };
  const items = [...head.items];
  while (items.length < Math.min(rows, mostWeights)) items.push(again.items[(items.length - head.items.length) % again.items.length] ?? 0);
  return { ok: true, items };
}

function readItems(text: string, rows: number, mayFill: boolean): ReadList<number> {
  const items: number[] = [];
  const parts = text.split(/[,;\s]+/).filter((part) => part !== '');
  for (const [index, part] of parts.entries()) {
    const found = weightItem.exec(part);
    const fills = found?.[3] !== undefined;
    if (found === null || (fills && (!mayFill || index < parts.length - 1))) return { ok: false, unread: part };
    const wanted = fills ? Math.max(1, rows - items.length) : Number(found[2] ?? 1);
    // One beyond the most there may be is enough for the engine to say so.
    const times = Math.min(wanted, mostWeights + 1 - items.length);
    for (let time = 0; time < times; time += 1) items.push(Number(found[1]));
  }
  return { ok: true, items };
}

/** '22/11/2026', '22.11.2026', '2026-11-22' → '2026-11-22'; whether the day exists is the schema's to say. */
export function readDay(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso !== null) return dayText(iso[1], iso[2], iso[3]);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  return local === null ? null : dayText(local[3], local[2], local[1]);
}

const dayText = (year = '', month = '', day = ''): string => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/**
 * '1.234,50', '1,234.50', '1234.5', '-20' → cents. One or two digits behind the last mark are decimals, three are thousands,
 * so that a link reads the same in both languages.
 */
export function readCents(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f'’€]/gu, '').replace(/^[−–]/u, '-');
  const found = /^(-?)(\d+|\d{1,3}(?:([.,])\d{3})(?:\3\d{3})*)(?:([.,])(\d{1,2}))?$/.exec(bare);
  if (found === null || (found[3] !== undefined && found[3] === found[4])) return null;
  const cents = Number((found[2] ?? '').replace(/[.,]/g, '') + (found[5] ?? '').padEnd(2, '0'));
  if (!Number.isSafeInteger(cents)) return null;
  return found[1] === '-' && cents !== 0 ? -cents : cents;
}

/** '9,5' or '9.5 %' → '9.5'; decimals as typed, the schema says how many there may be. */
function readPct(text: string): string | null {
  const bare = text.replace(/[\s\u00a0%]/gu, '').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(bare) ? bare : null;
}

const lines = (text: string): string[] => text.split(/\r?\n|;/).map((line) => line.trim()).filter((line) => line !== '');

/** Days, one a line or with commas or blanks between. */
export function readDays(text: string): ReadList<string> {
  const items: string[] = [];
  for (const part of text.split(/[,;\s]+/).filter((each) => each !== '')) {
    const day = readDay(part);
    if (day === null) return { ok: false, unread: part };
    items.push(day);
  }
  return { ok: true, items };
}

function readDated<T>(text: string, readValue: (text: string) => T | null): ReadList<{ readonly date: string; readonly value: T }> {
  const items: { readonly date: string; readonly value: T }[] = [];
  for (const line of lines(text)) {
    const found = /^(\S+)\s+(.+)$/.exec(line);
    const date = readDay(found?.[1] ?? '');
    const value = readValue(found?.[2] ?? '');
    if (date === null || value === null) return { ok: false, unread: line };
    items.push({ date, value });
  }
  return { ok: true, items };
}

/** '31/12/2026 1.250,00', one a line. */
export const readDatedCents = (text: string): ReadList<{ readonly date: string; readonly value: number }> => readDated(text, readCents);

/** '01/01/2026 9,5', one a line. */
export const readDatedPct = (text: string): ReadList<{ readonly date: string; readonly value: string }> => readDated(text, readPct);

/** Records of a list as the form holds them (JSON), or null when the text is damaged. */
export function readRecords(text: string): readonly Readonly<Record<string, string>>[] | null {
  if (text === '') return [];
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && parsed.every(isRecord) ? parsed : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((each) => typeof each === 'string');
}
