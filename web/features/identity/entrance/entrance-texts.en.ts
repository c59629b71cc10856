import type { it } from './entrance-texts.it.ts';

export const en: typeof it = {
  passkeyEntrance: {
    button: 'Sign in with a passkey',
    or: 'or with user name and password',
    givenUp: 'No passkey was used. Try again, or sign in with user name and password.',
  },
  signIn: {
    forgot: 'Forgot password?',
    title: 'Sign in',
    headline: 'From the first quote to the last instalment.',
    promise: 'Sales, finance, service and collections for Italy’s car companies, in one program.',
    loginName: 'User name',
    password: 'Password',
    enter: 'Sign in',
    missing: 'Write user name and password.',
    waitSeconds: (seconds) => (seconds === 1 ? 'Try again in 1 second.' : `Try again in ${seconds} seconds.`),
    demoTitle: 'Demo world',
    demoWhy: 'Invented data. Choose a person to enter; the password of each is',
    demoAs: 'Enter as',
    language: 'Language',
    version: (version) => `Version ${version}`,
  },
  federation: {
    waiting: (name) => `Sign in to go on in “${name}”.`,
    otherAddress: 'Volano is used at another address: a sign-in here does not count for connected applications.',
    goThere: (address) => `Go to ${address}`,
    or: 'or',
    with: (name) => `Sign in with ${name}`,
    returning: 'Coming back from another organisation',
    failedTitle: 'Sign-in did not succeed',
    lost: 'This page remembers no sign-in under way: perhaps it was opened in another tab. Start again from the sign-in page.',
    toSignIn: 'Go to the sign-in page',
    toAccount: 'Back to your account',
  },
};
