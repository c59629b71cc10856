import type { it } from './texts.it.ts';

export const en: typeof it = {
  morning: (name) => `Good morning, ${name}`,
  afternoon: (name) => `Good afternoon, ${name}`,
  evening: (name) => `Good evening, ${name}`,
  workingAs: 'You work as',
  where: 'Where',
  company: 'Company',
  contacts: 'Contacts',
  otherPersonalities: (count) => (count === 1 ? 'You have another personality: choose it at the top right.' : `You have ${count} other personalities: choose them at the top right.`),
  whatToDo: 'What you can do',
  nothingTitle: 'No pages for this personality',
  nothingWhy: 'You can read your notifications and manage your account. For the rest, change personality or ask your manager.',
  toAccount: 'Open your account',
  all: 'Open the list',
  loading: 'Loading the latest entries',
  failed: 'The latest entries did not arrive',
  retry: 'Try again',
};
