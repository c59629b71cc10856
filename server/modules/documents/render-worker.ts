/**
 * Entry of a render process: compiles one document at a time and answers over IPC. Ends with its parent, so that a killed
 * server leaves nothing behind.
 */
import { openCompiler } from './compile-document.ts';
import type { RenderJob, RenderReply } from './render-job.ts';

const compile = openCompiler();

function answer(reply: RenderReply): void {
  process.send?.(reply);
}

process.on('message', (message) => {
  const job = message as RenderJob;
  try {
    answer({ kind: 'rendered', id: job.id, pdf: compile(job), rssBytes: process.memoryUsage.rss() });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    answer({ kind: 'refused', id: job.id, reason, rssBytes: process.memoryUsage.rss() });
  }
});
process.on('disconnect', () => process.exit(0));
answer({ kind: 'ready' });
