/**
 * The printed quote with a plan of 60 rows, 300 documents, one render process: documents a second, time of one, and the
 * largest memory a render process ever held, beside the limit at which it is replaced.
 */
import { performance } from 'node:perf_hooks';
import { createRenderer, renderQuoteWith, sampleQuote } from '#documents';

const documents = Number(process.argv[2] ?? 300);
const maxRssMb = 512;
const warmUp = 5;

const renderer = createRenderer({ workers: 1, maxRssMb });
const quotes = Array.from({ length: documents }, (_, index) => sampleQuote(60, { number: `PRV-2026-${String(index).padStart(6, '0')}` }));
for (const quote of quotes.slice(0, warmUp)) await renderQuoteWith(renderer, quote);

const times: number[] = [];
let bytes = 0;
const startedAt = performance.now();
for (const quote of quotes) {
  const from = performance.now();
  bytes += (await renderQuoteWith(renderer, quote)).length;
  times.push(performance.now() - from);
}
const seconds = (performance.now() - startedAt) / 1000;
const { processesStarted, highestRssBytes } = renderer.state();
await renderer.close();

const sorted = times.toSorted((a, b) => a - b);
const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
const megabytes = highestRssBytes / 1_048_576;
console.log(`quote with 60 rows, ${documents} documents, 1 client, 1 render process at a time, ${warmUp} warm-up documents`);
console.log('documents/s   p50 ms   p95 ms   max ms   kB each   processes   max RSS MB   RSS / limit   goal');
console.log(
  [(documents / seconds).toFixed(1).padStart(11), at(0.5).padStart(8), at(0.95).padStart(8), at(1).padStart(8), (bytes / documents / 1000).toFixed(0).padStart(9), String(processesStarted).padStart(11), megabytes.toFixed(0).padStart(12), (megabytes / maxRssMb).toFixed(2).padStart(13), '  ≤ 1.05'].join(' '),
);
