import type { it } from './texts.it.ts';

export const en: typeof it = {
  title: 'System state',
  loading: 'Loading the system state',
  asOf: (time) => `as of ${time}`,
  refresh: 'Refresh',
  version: 'Volano',
  database: 'PostgreSQL',
  healthy: 'All is well',
  troubled: (count) => (count === 1 ? '1 thing needs attention' : `${count} things need attention`),
  trouble: {
    job: (job, count) => (count === 1 ? `A job ${job} keeps failing` : `${count} jobs ${job} keep failing`),
    consumer: (name) => `The delivery ${name} has stopped`,
    process: (role) => `A process ${role} has not been heard of for more than a minute`,
    noWorker: 'No process runs the queued jobs',
    unsealed: (count) => `${count} events of the trail wait for their seal`,
  },
  processes: { title: 'Processes', none: 'No process has announced itself.', role: 'Role', host: 'Machine', version: 'Version', started: 'Started', seen: 'Last sign', state: 'State', alive: 'Alive', silent: 'Silent' },
  jobs: { title: 'Job queues', none: 'The queues are empty.', noneWhy: 'Every job has been run.', job: 'Job', waiting: 'Waiting', failing: 'Failing', oldest: 'The oldest' },
  consumers: { title: 'Event deliveries', none: 'No delivery is registered.', name: 'Consumer', position: 'Position', behind: 'To deliver', state: 'State', upToDate: 'Up to date', catchingUp: 'Under way', failing: 'Stopped', since: (instant) => `since ${instant}` },
  schedules: { title: 'Scheduled work', none: 'No scheduled work.', job: 'Job', why: 'Why', cron: 'When (UTC)', last: 'Last run', never: 'never' },
  audit: { title: 'Audit trail', events: 'Events', unsealed: 'Waiting for the seal', blocks: 'Sealed blocks', last: 'Last seal', open: 'Open the trail' },
};
