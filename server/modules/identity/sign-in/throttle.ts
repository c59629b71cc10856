/**
 * How failed sign-ins slow the next ones down. After a number of free failures every further one doubles the wait,
 * from one second up to a ceiling; a quiet time wipes the count. The wait is the same whether the account exists or not.
 */
export interface ThrottleRule {
  /** Failures before the first wait. */
  readonly free: number;
  /** The first wait; each further one is twice as long. One second when absent. */
  readonly firstSeconds?: number;
  readonly longestSeconds: number;
  /** Failures in a row after which nothing is looked at until the count is forgotten. */
  readonly stopAt?: number;
  /** Quiet time after which the count begins again. */
  readonly forgetAfterSeconds: number;
}

export const throttleKinds = ['account', 'network', 'everybody'] as const;
export type ThrottleKind = (typeof throttleKinds)[number];

/**
 * An account name: a hundred guesses in a row and then none for a day (NIST SP 800-63B-4). A browser that the account
 * knows has a count of its own, so that a stranger cannot keep the owner out.
 * A network is a whole showroom behind one address, so it has more to spend and forgets sooner.
 * Everybody together: a flood from many networks is cut to one failure a second, and no more, because the honest wait with it.
 */
export const throttleRules: Readonly<Record<ThrottleKind, ThrottleRule>> = {
  account: { free: 10, longestSeconds: 900, stopAt: 100, forgetAfterSeconds: 86_400 },
  network: { free: 30, longestSeconds: 900, forgetAfterSeconds: 900 },
  everybody: { free: 1000, longestSeconds: 1, forgetAfterSeconds: 60 },
};

/** Doors that are counted apart: a right password must not wipe the count of wrong codes behind it. */
const throttleDoors = ['password', 'code', 'passkey', 'mail', 'link'] as const;
export type ThrottleDoor = (typeof throttleDoors)[number];

/** Mails are asked for, not guessed: every one counts, so that nobody's box can be filled. */
const mailRules: typeof throttleRules = {
  account: { free: 3, firstSeconds: 60, longestSeconds: 3600, stopAt: 20, forgetAfterSeconds: 86_400 },
  network: { free: 20, firstSeconds: 10, longestSeconds: 900, forgetAfterSeconds: 900 },
  everybody: { free: 500, longestSeconds: 1, forgetAfterSeconds: 60 },
};

/** The rules of a door; those of names and passwords unless it has its own. */
export function throttleRulesOf(door: ThrottleDoor): Readonly<Record<ThrottleKind, ThrottleRule>> {
  return door === 'mail' ? mailRules : throttleRules;
}

/** Seconds to wait after this many failures in a row: 0 below the free number, then 1, 2, 4 … up to the ceiling, and the whole quiet time once it stops. */
export function waitAfter(failures: number, rule: ThrottleRule): number {
  if (failures < rule.free) return 0;
  if (rule.stopAt !== undefined && failures >= rule.stopAt) return rule.forgetAfterSeconds;
  return Math.min(rule.longestSeconds, (rule.firstSeconds ?? 1) * 2 ** Math.min(failures - rule.free, 30));
}
