import type { Schedule } from '#platform/jobs';

/** Everything that happens by itself, on one page. Times are UTC; each job may run twice without harm. */
export const schedules: readonly Schedule[] = [
  { job: 'platform:purge-expired', cron: '17 2 * * *', why: 'Forget idempotency keys after 7 days, delivered events after 30, processes that ended.' },
  { job: 'identity:purge-sessions', cron: '37 2 * * *', why: 'Forget ended sessions and old sign-in counters.' },
];
