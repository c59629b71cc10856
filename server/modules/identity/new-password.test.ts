import { expect, test } from 'vitest';
import { judgeNewPassword } from './new-password.ts';

const luca = { loginName: 'luca.ferri@dlr001.example', displayName: 'Luca Ferri' };

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
  ['luca.ferri.luca.ferri', 'contains_own_name'],
  ['Luca-Ferri-1987', 'contains_own_name'],
])('%s is refused: %s', (password, refusal) => {
  expect(judgeNewPassword(password, luca)).toMatchObject({ ok: false, refusal, path: 'password' });
});

test.each(['tre gatti sul tetto', 'quindiciletter7', 'ferri di cavallo arrugginiti', '密码密碼口令暗号秘密通行証言葉合言葉', `${'lungo ma vario '.repeat(8)}x`])('%s is accepted, whatever it is made of', (password) => {
  expect(judgeNewPassword(password, luca)).toEqual({ ok: true, value: true });
});
