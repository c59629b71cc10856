/**
 * Which signing keys are published and which one signs. A new key is published a day before it signs, so that every
 * application that keeps our keys for a day has met it; a superseded one stays published for two days, longer than
 * anything it signed is taken for valid.
 */

export interface KeyDates {
  readonly kid: string;
  /** ISO instants. */
  readonly createdAt: string;
  readonly signsFrom: string;
}

const hourMs = 3_600_000;
/** How long a new key is only published. */
const publishedBeforeMs = 24 * hourMs;
const publishedAfterMs = 48 * hourMs;
const longestServiceMs = 90 * 24 * hourMs;

const at = (instant: string): number => Date.parse(instant);

/** Keys to publish, the one that signs first. */
export function publishedKeys<K extends KeyDates>(keys: readonly K[], now: Date): K[] {
  const newestFirst = keys.toSorted((a, b) => at(b.signsFrom) - at(a.signsFrom));
  const signing = newestFirst.find((key) => at(key.signsFrom) <= now.getTime()) ?? newestFirst.at(-1);
  if (signing === undefined) return [];
  const others = newestFirst.filter((key) => {
    if (key === signing) return false;
    return at(key.signsFrom) > at(signing.signsFrom) || now.getTime() < at(signing.signsFrom) + publishedAfterMs;
  });
  return [signing, ...others];
}

/** A key has served its time and no successor waits yet. */
export function rotationIsDue(keys: readonly KeyDates[], now: Date): boolean {
  const newest = Math.max(...keys.map((key) => at(key.signsFrom)));
  return now.getTime() - newest >= longestServiceMs;
}

/** The keys after a new one was added; undefined while a successor waits already. Those no longer published go. */
export function withSuccessor<K extends KeyDates>(keys: readonly K[], fresh: Omit<K, 'createdAt' | 'signsFrom'>, now: Date): K[] | undefined {
  if (keys.some((key) => at(key.signsFrom) > now.getTime())) return undefined;
  const later = structuredClone(now);
  later.setTime(now.getTime() + publishedBeforeMs);
  const dates = { createdAt: now.toISOString(), signsFrom: later.toISOString() };
  return [...publishedKeys(keys, now), { ...fresh, ...dates } as K];
}
