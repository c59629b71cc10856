import { expect, test } from 'vitest';
import { commonPasswords } from './common-passwords.ts';
import { judgeNewPassword } from './new-password.ts';

const luca = { loginName: 'luca.ferri@dlr001.example', displayName: 'Luca Ferri', places: ['Autoesempio Valdifinta', 'Grosseto'] };
const common = await commonPasswords();

test('the list that is shipped holds more than the three thousand most frequent', () => {
  expect(common.size).toBeGreaterThan(10_000);
  for (const word of ['password', 'juventus', 'qwertyuiop', 'benvenuto']) expect(common.has(word)).toBe(true);
  for (const word of common) expect(word).toMatch(/^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]{4,}$/u);
});

test.each([
  ['quattordici-14', 'too_short'],
  ['èèèèèèèèèèèèèè', 'too_short'],
  ['x'.repeat(129), 'too_long'],
  ['Password Password', 'too_common'],
  ['aaaaaaaaaaaaaaaa', 'too_common'],
  ['abcabcabcabcabcabc', 'too_common'],
  ['abcdefghijklmnopq', 'too_common'],
  ['987654321098765', 'too_common'],
  ['Guida la Demo 2026', 'too_common'],
  ['Juventus-Juventus-1897', 'too_common'],
  ['1987 Benvenuto 2026', 'too_common'],
  ['Valdifinta-Grosseto-26', 'contains_own_name'],
  ['luca.ferri.luca.ferri', 'contains_own_name'],
  ['Luca-Ferri-1987', 'contains_own_name'],
])('%s is refused: %s', (password, refusal) => {
  expect(judgeNewPassword(password, luca, common)).toMatchObject({ ok: false, refusal, path: 'password' });
});

test.each(['tre gatti sul tetto', 'quindiciletter7', 'ferri di cavallo arrugginiti', 'a Grosseto piove di lunedì', '密码密碼口令暗号秘密通行証言葉合言葉', `${'lungo ma vario '.repeat(8)}x`])('%s is accepted, whatever it is made of', (password) => {
  expect(judgeNewPassword(password, luca, common)).toEqual({ ok: true, value: true });
});
