/** Names, passwords, links and numbers guessed. */
import { signInRoute } from '#identity/api';
import { getQuoteRoute, sharedDocumentRoute, sharedQuoteRoute } from '#quoting/api';
import { everybodysPassword, type Attack, type BlackBox, type Seen } from '../../server/testing/black-box.ts';

const signIn = (at: BlackBox, loginName: string, password: string, headers: Record<string, string> = {}) => at.call(undefined, signInRoute, { body: { loginName, password } }, headers);

/** The answer without what is different in every request. */
const plain = (seen: Seen) => ({ status: seen.status, text: seen.text.replace(/"requestId":"[^"]*"/, ''), cookies: seen.headers['set-cookie'] ?? null, fields: Object.keys(seen.headers).filter((name) => !/^x-ratelimit|^date$|^content-length$/.test(name)).toSorted().join() });

let first: Seen;
/** The two must be the same to the letter. */
const same = (what: string) => (seen: Seen) => {
  if (JSON.stringify(plain(first)) !== JSON.stringify(plain(seen))) throw new Error(`${what} tells: ${JSON.stringify(plain(first))} and ${JSON.stringify(plain(seen))}`);
};

let known: string;

export const guessingAttacks: readonly Attack[] = [
  {
    name: 'a name that exists and one that does not, with a wrong password',
    honest: (at) => signIn(at, 'itTechnician@tst.example', everybodysPassword),
    attempt: async (at) => {
      first = await signIn(at, 'itTechnician@tst.example', 'sbagliata del tutto');
      return signIn(at, 'nessuno@tst.example', 'sbagliata del tutto');
    },
    ends: same('the answer to an unknown name'),
  },
  {
    name: 'the right password ten guesses later, from a browser nobody knows',
    honest: async (at) => {
      const seen = await signIn(at, 'headofcredit@tst.example', everybodysPassword);
      known = [seen.headers['set-cookie'] ?? []].flat().find((line) => line.startsWith('volano-device='))?.split(';')[0] ?? '';
      return seen;
    },
    attempt: async (at) => {
      for (let guess = 0; guess < 10; guess += 1) await signIn(at, 'headofcredit@tst.example', `tentativo numero ${guess}`);
      await signIn(at, 'headofcredit@tst.example', 'tentativo di troppo');
      return signIn(at, 'headofcredit@tst.example', everybodysPassword);
    },
    ends: '429 too_many_requests',
  },
  {
    name: 'keeping the owner out by guessing: the browser he uses still gets in',
    honest: (at) => signIn(at, 'headofcredit@tst.example', everybodysPassword, { cookie: known }),
    attempt: (at) => signIn(at, 'headofcredit@tst.example', 'ancora una prova'),
    ends: (seen) => {
      if (seen.status !== 422 && seen.status !== 429) throw new Error(`${seen.status}`);
    },
  },
  {
    name: 'the name in capitals and with spaces counts as the same name',
    honest: (at) => signIn(at, '  CreditOperator@TST.example ', everybodysPassword),
    attempt: async (at) => {
      for (let guess = 0; guess < 11; guess += 1) await signIn(at, guess % 2 === 0 ? 'CREDITOPERATOR@tst.example' : ' creditoperator@TST.EXAMPLE', `tentativo numero ${guess}`);
      return signIn(at, 'creditoperator@tst.example', everybodysPassword);
    },
    ends: '429 too_many_requests',
  },
  {
    name: 'a link with one letter changed',
    honest: (at) => at.call(undefined, sharedQuoteRoute, { params: { token: at.shareToken } }),
    attempt: (at) => at.call(undefined, sharedQuoteRoute, { params: { token: `${at.shareToken.startsWith('A') ? 'B' : 'A'}${at.shareToken.slice(1)}` } }),
    ends: '404 link_not_valid',
  },
  {
    name: 'a link cut short',
    honest: (at) => at.call(undefined, sharedQuoteRoute, { params: { token: at.shareToken } }),
    attempt: (at) => at.call(undefined, sharedQuoteRoute, { params: { token: at.shareToken.slice(0, -1) } }),
    ends: (seen) => {
      if (seen.status !== 404 && seen.status !== 400) throw new Error(`${seen.status}`);
    },
  },
  {
    name: 'the print of a link that never was',
    honest: (at) => at.call(undefined, sharedQuoteRoute, { params: { token: at.shareToken } }),
    attempt: (at) => at.call(undefined, sharedDocumentRoute, { params: { token: 'A'.repeat(22) }, query: {} }),
    ends: '404 link_not_valid',
  },
  {
    name: 'the number of a quote that exists and of one that does not',
    honest: (at) => at.call('seller1', getQuoteRoute, { params: { id: at.ours.id } }),
    attempt: async (at) => {
      first = await at.call('seller3', getQuoteRoute, { params: { id: at.ours.id } });
      return at.call('seller3', getQuoteRoute, { params: { id: '0190f000-0000-7000-8000-000000000000' } });
    },
    ends: same('the answer to an unknown number'),
  },
  {
    name: 'what the key of the database says about a name that exists',
    honest: (at) => signIn(at, 'collector@tst.example', everybodysPassword),
    attempt: (at) => signIn(at, "collector@tst.example' or '1'='1", everybodysPassword),
    ends: '422 credentials_not_valid',
  },
  {
    name: 'a password of a hundred thousand letters',
    honest: (at) => signIn(at, 'collector@tst.example', everybodysPassword),
    attempt: (at) => signIn(at, 'collector@tst.example', 'a'.repeat(50_000)),
    ends: '400 invalid_input',
  },
];
