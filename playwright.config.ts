import { defineConfig } from '@playwright/test';
import { browserLaunch } from './e2e/browser.ts';

/** Browser tests against the real program; e2e/fixtures.ts turns page errors into failures. */
export default defineConfig({
  testDir: './e2e',
  testMatch: '*.spec.ts',
  outputDir: './test-results/browser',
  globalSetup: './e2e/global-setup.ts',
  workers: 2,
  // A test that passes only the second time has found something: it is mended, not repeated.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['line']],
  use: {
    launchOptions: await browserLaunch(),
    actionTimeout: 10_000,
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    viewport: { width: 1366, height: 768 },
    // Recording every step of every test is a quarter of the run's work; a failure that its picture does not explain is run again with it.
    trace: process.env['VOLANO_TRACE'] === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
});
