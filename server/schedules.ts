import type { Schedule } from '#platform/jobs';

/** Everything that happens by itself, on one page. Times are UTC; each job may run twice without harm. */
export const schedules: readonly Schedule[] = [
  { job: 'platform:purge-expired', cron: '17 2 * * *', why: 'Forget idempotency keys after 7 days, delivered events after 30, processes that ended.' },
  { job: 'identity:purge-sessions', cron: '37 2 * * *', why: 'Forget ended sessions, old sign-in counters, half sign-ins and links that ran out.' },
  { job: 'gateway:resume-deliveries', cron: '* * * * *', why: 'Take up sign-outs and notices to applications whose job was lost.' },
  { job: 'gateway:forget', cron: '27 * * * *', why: 'Forget codes and tokens that ran out, sign-ins and deliveries after 90 days.' },
  { job: 'gateway:rotate-keys', cron: '7 3 * * *', why: 'Publish a new signing key every 90 days; it signs a day later.' },
  { job: 'vehicles:close-expired-reservations', cron: '5 23,0 * * *', why: 'Close reservations that ran out at midnight in Rome, summer and winter; the cars are free since then anyhow.' },
  { job: 'territory:apply-planned-moves', cron: '* * * * *', why: 'Let the organisation follow planned moves within a minute of midnight in Rome, summer and winter.' },
  { job: 'flows:resume-imports', cron: '* * * * *', why: 'Take up imports whose process died.' },
  { job: 'communications:resume-mails', cron: '* * * * *', why: 'Take up mails whose job was lost; tell those whose process died while it handed them over.' },
  { job: 'news:remind-readers', cron: '10 6,12 * * *', why: 'Remind those who have not confirmed, on the days a version names; at noon what the morning lost.' },
  { job: 'news:send-digests', cron: '40 5 * * *', why: 'Mail what is still unread to those who chose it, once a day.' },
  { job: 'news:archive-ended', cron: '57 2 * * *', why: 'Archive what ended 30 days ago; forget attachments nobody names.' },
  { job: 'flows:forget-files', cron: '47 2 * * *', why: 'Forget uploaded files never sent whole after a day, imported ones after 30.' },
];
