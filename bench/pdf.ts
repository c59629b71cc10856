/**
 * The printed quote with a plan of 60 rows and a pre-contract form of 45 rows with the same plan, 300 documents each, one
 * render process: documents a second, time of one, and the largest memory a render process ever held, beside the limit at
 * which it is replaced.
 */
import { performance } from 'node:perf_hooks';
import { createRenderer, renderFormWith, renderQuoteWith, sampleForm, sampleQuote, type Renderer } from '#documents';

const documents = Number(process.argv[2] ?? 300);
const maxRssMb = 512;
const warmUp = 5;

async function measure(name: string, draw: (renderer: Renderer, index: number) => Promise<Uint8Array>): Promise<void> {
  const renderer = createRenderer({ workers: 1, maxRssMb });
  for (let index = 0; index < warmUp; index += 1) await draw(renderer, index);
  const times: number[] = [];
  let bytes = 0;
  const startedAt = performance.now();
  for (let index = 0; index < documents; index += 1) {
    const from = performance.now();
    bytes += (await draw(renderer, index)).length;
    times.push(performance.now() - from);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const { processesStarted, highestRssBytes } = renderer.state();
  await renderer.close();
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  const megabytes = highestRssBytes / 1_048_576;
  console.log(
    [name.padEnd(8), (documents / seconds).toFixed(1).padStart(11), at(0.5).padStart(8), at(0.95).padStart(8), at(1).padStart(8), (bytes / documents / 1000).toFixed(0).padStart(9), String(processesStarted).padStart(11), megabytes.toFixed(0).padStart(12), (megabytes / maxRssMb).toFixed(2).padStart(13), '  ≤ 1.05'].join(' '),
  );
}

console.log(`quote and form with 60 rows, ${documents} documents each, 1 client, 1 render process at a time, ${warmUp} warm-up documents`);
console.log('paper    documents/s   p50 ms   p95 ms   max ms   kB each   processes   max RSS MB   RSS / limit   goal');
await measure('quote', (renderer, index) => renderQuoteWith(renderer, sampleQuote(60, { number: `PRV-2026-${String(index).padStart(6, '0')}` })));
await measure('form', (renderer, index) => renderFormWith(renderer, sampleForm(60, `PRV-2026-${String(index).padStart(6, '0')}`)));
