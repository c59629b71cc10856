import { z } from 'zod';
import { defineRoute, instant } from './contract.ts';

const operations = z.object({
  now: instant,
  version: z.string(),
  databaseVersion: z.string(),
  processes: z.array(z.object({ id: z.string(), role: z.string(), host: z.string(), version: z.string(), startedAt: instant, seenAt: instant })),
  jobs: z.array(z.object({ job: z.string(), waiting: z.number().int(), failing: z.number().int(), oldestAt: instant.nullable() })),
  consumers: z.array(z.object({ name: z.string(), position: z.number().int(), behind: z.number().int(), failingSince: instant.nullable(), failure: z.string().nullable() })),
  schedules: z.array(z.object({ job: z.string(), cron: z.string(), why: z.string(), lastRunAt: instant.nullable() })),
  audit: z.object({ events: z.number().int(), unsealed: z.number().int(), blocks: z.number().int(), lastSealedAt: instant.nullable() }),
});
export type Operations = z.infer<typeof operations>;

/** How the installation is doing: processes, queue, consumers, schedules and the audit trail on one page. */
export const readOperations = defineRoute({
  method: 'GET',
  path: '/api/platform/operations',
  summary: 'Processes, queue, consumers, schedules and audit trail of the installation.',
  access: 'platform.operations.read',
  response: operations,
});
