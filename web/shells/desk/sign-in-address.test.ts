import { expect, test } from 'vitest';
import { afterSignIn, isOutsideDesk, toSignIn } from './sign-in-address.ts';

test('the address asked for comes back after signing in', () => {
  const sent = toSignIn({ pathname: '/quotes/7', search: '?tab=plan&x=1' });
  expect(sent).toBe('/sign-in?next=%2Fquotes%2F7%3Ftab%3Dplan%26x%3D1');
  expect(afterSignIn(new URL(sent, 'http://x').search)).toBe('/quotes/7?tab=plan&x=1');
});

test('the home page needs no memory', () => {
  expect(toSignIn({ pathname: '/', search: '' })).toBe('/sign-in');
  expect(afterSignIn('')).toBe('/');
});

test('sign-in itself keeps what it remembers', () => {
  expect(toSignIn({ pathname: '/sign-in', search: '?next=%2Faudit' })).toBe('/sign-in?next=%2Faudit');
});

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/sign-in?next=/sign-in'])('never leads to %s', (next) => {
  expect(afterSignIn(`?next=${encodeURIComponent(next)}`)).toBe('/');
});

test('an application that waits is gone back to by a real navigation', () => {
  expect(isOutsideDesk(afterSignIn('?next=%2Foidc-login%2FtxMWb7Ya0FJbn2-3l5nQ_'))).toBe(true);
});

test.each(['/quotes/7', '/oidc-login/', '/oidc-login/../quotes/aaaaaaaaaaaaaaaaaaaaa', '/oidc-login/aaaaaaaaaaaaaaaaaaaaaaa?x=1', '/oidc-login/aaaaaaaaaaaaaaaaaaaaaaa//evil.example'])('%s stays in the desk', (address) => {
  expect(isOutsideDesk(address)).toBe(false);
});
