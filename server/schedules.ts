import type { Schedule } from '#platform/jobs';

/** Everything that happens by itself, on one page. Times are UTC; each job may run twice without harm. */
export const schedules: readonly Schedule[] = [
  { job: 'platform:purge-expired', cron: '17 2 * * *', why: 'Forget idempotency keys after 7 days, delivered events after 30, processes that ended.' },
  { job: 'identity:purge-sessions', cron: '37 2 * * *', why: 'Forget ended sessions and old sign-in counters.' },
  { job: 'vehicles:close-expired-reservations', cron: '5 23,0 * * *', why: 'Close reservations that ran out at midnight in Rome, summer and winter; the cars are free since then anyhow.' },
  { job: 'flows:resume-imports', cron: '* * * * *', why: 'Take up imports whose process died.' },
  { job: 'communications:resume-mails', cron: '* * * * *', why: 'Take up mails whose job was lost; tell those whose process died while it handed them over.' },
  { job: 'flows:forget-files', cron: '47 2 * * *', why: 'Forget uploaded files never sent whole after a day, imported ones after 30.' },
];
