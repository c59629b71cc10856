/** Jobs of flows; each may run twice without harm. */
import type { JobContext, JobDefinition } from '#platform/jobs';
import { enqueue } from '#platform/jobs';
import { carryOutImport } from './carry-out-import.ts';
import type { ImportKinds } from './import-kinds.ts';
import { forgetFiles, silentImports } from './import-turns.ts';
import { importJob } from './run-import.ts';

const hostOf = (job: JobContext, importId: string) => ({ database: job.database, log: job.log, now: job.now, requestId: `import-${importId}` });

export const flowsJobs = (kinds: ImportKinds): readonly JobDefinition[] => [
  {
    name: importJob,
    run: async (job, payload) => {
      const { tenantId, importId } = payload as { readonly tenantId: number; readonly importId: string };
      await carryOutImport(hostOf(job, importId), kinds, tenantId, importId);
    },
  },
  {
    // The queue holds a job of a killed process back for hours; people wait for their file.
    name: 'flows:resume-imports',
    run: async (job) => {
      for (const { tenantId, id } of await silentImports(job.database)) {
        await job.inTenant(tenantId, (ctx) => enqueue(ctx, importJob, { tenantId, importId: id }, { maxAttempts: 1 }));
      }
    },
  },
  { name: 'flows:forget-files', run: (job) => forgetFiles(job.database, job.now) },
];
