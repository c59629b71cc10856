import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What another version of PostgreSQL cannot change: the same statements sent many times more, and tests that start the program's own server. */
const sameOnEveryPostgres = ['scenarios/fuzz.test.ts', 'scenarios/rights.test.ts', 'scenarios/attacks.test.ts', 'scenarios/black-box/**', 'server/platform/postgres/embedded-server.db.test.ts'];

/** Two projects: pure tests that need nothing, and tests that need PostgreSQL (started once for the run). */
export default defineConfig({
  test: {
    // Every core: unless told, one is left idle, and of two that is half the machine. Each worker holds some twenty of the server's 150 sessions.
    maxWorkers: Math.min(availableParallelism(), 6),
    projects: [
      {
        test: {
          name: 'unit',
          // One process for many files: loading the program anew for each costs as much as the tests themselves.
          isolate: false,
          setupFiles: ['server/testing/clean-worker.ts'],
          include: ['server/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'bin/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/*.deep.test.ts', '**/node_modules/**'],
          testTimeout: process.env['VOLANO_DEEP'] === undefined ? 60_000 : 600_000,
        },
      },
      {
        test: {
          name: 'database',
          isolate: false,
          setupFiles: ['server/testing/clean-worker.ts'],
          include: ['server/**/*.db.test.ts', 'scenarios/**/*.test.ts'],
          exclude: ['**/*.deep.test.ts', '**/node_modules/**', ...(process.env['VOLANO_TEST_POSTGRES'] === undefined ? [] : sameOnEveryPostgres)],
          globalSetup: ['server/testing/global-setup.ts'],
          testTimeout: process.env['VOLANO_DEEP'] === undefined ? 60_000 : 600_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Full counts (VOLANO_DEEP=1) or a share of them; without the variable a token run that only proves the tests work.
        test: {
          name: 'deep',
          include: ['server/**/*.deep.test.ts', 'scenarios/**/*.deep.test.ts'],
          globalSetup: ['server/testing/global-setup.ts'],
          testTimeout: 3_600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
