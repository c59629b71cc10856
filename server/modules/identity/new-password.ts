/**
 * Which passwords may be set. Length counts, composition does not: at least 15 characters, no rule about digits or
 * signs, nothing well known and nothing that repeats the person's own name (NIST SP 800-63B-4 §3.1.1; ASVS 5 6.2).
 */
import { done, refuse, type Result } from '#platform/result';

const leastCharacters = 15;
const mostCharacters = 128;

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

/** Judges a new password; the refusal says what to change. Characters are counted as Unicode code points. */
export function judgeNewPassword(password: string, person: { loginName: string; displayName: string }): Result<true, 'too_short' | 'too_long' | 'too_common' | 'contains_own_name'> {
  const length = Array.from(password.normalize('NFC')).length;
  if (length < leastCharacters) return refuse('too_short', 'password', { least: leastCharacters });
  if (length > mostCharacters) return refuse('too_long', 'password', { most: mostCharacters });
  const plain = bare(password);
  if (wellKnown.has(plain) || isMonotonous(plain) || isMonotonous(password)) return refuse('too_common', 'password');
  const words = [...person.displayName.split(/\s+/), ...(person.loginName.split('@')[0] ?? '').split(/[._-]+/)].map(bare).filter((word) => word.length >= 4);
  // A name inside a long sentence does no harm; a password that is little more than the name does.
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), plain);
  if (rest.length < plain.length && rest.length < 8) return refuse('contains_own_name', 'password');
  return done(true);
}
