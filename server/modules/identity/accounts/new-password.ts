/**
 * Which passwords may be set. Length counts, composition does not: at least 15 characters, or 8 beside a second factor, no rule about digits or
 * signs, nothing well known and nothing that repeats the person's own name or place (NIST SP 800-63B-4 §3.1.1; ASVS 5 6.2).
 */
import { done, refuse, type Result } from '#platform/result';
import { leastCharactersWithFactor, leastPasswordCharacters, mostPasswordCharacters as mostCharacters } from './password-contracts.ts';

/** Long passwords that everybody thinks of, and words of this house; compared without case, blanks and signs. */
const wellKnown = new Set([
  'passwordpassword', 'password12345678', 'passwordpasswordpassword', '123456789012345', '1234567890123456', '12345678901234567890', '111111111111111',
  '000000000000000', 'qwertyuiopasdfgh', 'qwertyuiopasdfghjkl', 'qwertyuiop12345', 'abcdefghijklmno', 'abcdefghijklmnop', 'iloveyouiloveyou', 'correcthorsebatterystaple',
  'letmeinletmeinletmein', 'administrator123', 'amministratore1', 'passwordsicura123', 'lamiapassword123', 'lamiapasswordsegreta', 'forzanapoliforza', 'forzajuventus1897',
  'nelmezzodelcammin', 'nelmezzodelcammindinostravita', 'benvenutobenvenuto', 'volanovolanovolano', 'guidalademo2026',
]);

function bare(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** One short piece over and over, or a run of neighbours like `abcdef…`: long, but guessed at once. */
function isMonotonous(text: string): boolean {
  for (let length = 1; length <= 4; length += 1) {
    if (text === text.slice(0, length).repeat(Math.ceil(text.length / length)).slice(0, text.length)) return true;
  }
  // Digits go round: 8, 9, 0, 1.
  const circle = /^\d+$/.test(text) ? 10 : 0x110000;
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => (code - (codes[index] ?? 0) + circle) % circle));
  return steps.size === 1 && (steps.has(1) || steps.has(circle - 1));
}

/** The same listed word again and again, with digits before, between and after: `Ferrari!Ferrari1987`. */
function isListed(plain: string, common: ReadonlySet<string>): boolean {
  if (common.has(plain)) return true;
  const letters = plain.replace(/\d+/g, ' ').trim().split(' ');
  const [first = ''] = letters;
  for (let length = 4; length <= first.length; length += 1) {
    const word = first.slice(0, length);
    if (common.has(word) && letters.every((part) => part === word.repeat(Math.round(part.length / length)))) return true;
  }
  return false;
}

export interface PasswordOwner {
  readonly loginName: string;
  readonly displayName: string;
  /** Names of the person's company, dealer, town: what a neighbour would try first. */
  readonly places: readonly string[];
  /** A second factor is active: fewer characters are enough. */
  readonly hasFactor?: boolean;
}

export type PasswordFault = 'too_short' | 'too_long' | 'too_common' | 'contains_own_name';

/** Unicode code points of the composed form. */
function charactersOf(password: string): number {
  return Array.from(password.normalize('NFC')).length;
}

/** Enough only beside a second factor. */
export function isShort(password: string): boolean {
  return charactersOf(password) < leastPasswordCharacters;
}

/**
 * Judges a new password against the list of frequent ones (`commonPasswords`); the refusal says what to change.
 * Characters are counted as Unicode code points.
 */
export function judgeNewPassword(password: string, owner: PasswordOwner, common: ReadonlySet<string>): Result<true, PasswordFault> {
  const length = charactersOf(password);
  const leastCharacters = owner.hasFactor === true ? leastCharactersWithFactor : leastPasswordCharacters;
  if (length < leastCharacters) return refuse('too_short', 'password', { least: leastCharacters });
  if (length > mostCharacters) return refuse('too_long', 'password', { most: mostCharacters });
  const plain = bare(password);
  if (wellKnown.has(plain) || isListed(plain, common) || isMonotonous(plain) || isMonotonous(password)) return refuse('too_common', 'password');
  const words = [owner.displayName, ...owner.places].flatMap((name) => name.split(/[\s'’.-]+/));
  const own = [...words, ...(owner.loginName.split('@')[0] ?? '').split(/[._-]+/)].map(bare).filter((word) => word.length >= 4).toSorted((a, b) => b.length - a.length);
  // A name inside a long sentence does no harm; a password that is little more than the name does.
  const rest = own.reduce((left, word) => left.replaceAll(word, ''), plain);
  if (rest.length < plain.length && rest.length < 8) return refuse('contains_own_name', 'password');
  return done(true);
}
