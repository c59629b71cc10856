import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestLineBytes } from './answer-line.ts';
import { answerStream } from './answer-stream.ts';
import { LineSplitter } from './split-lines.ts';

const good = (id: unknown) => JSON.stringify({ id, do: 'interval', input: { start: '2026-01-12', end: '2027-03-15' } });
const bytes = (text: string) => new TextEncoder().encode(text);

async function* chunksOf(data: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  // A pause of the event loop between chunks, as a real stream has it.
  for (let from = 0; from < data.length; from += size) yield await Promise.resolve(data.subarray(from, from + size));
}

async function answersTo(data: Uint8Array, size = 65_536): Promise<{ id: unknown; ok: boolean; error?: { code: string } }[]> {
  let out = '';
  const complete = await answerStream(chunksOf(data, size), { write: (text) => Promise.resolve(((out += text), true)) }, 'en');
  expect(complete).toBe(true);
  expect(out === '' || out.endsWith('\n')).toBe(true);
  return out.split('\n').slice(0, -1).map((line) => JSON.parse(line) as { id: unknown; ok: boolean });
}

describe('a stream of lines', () => {
  it('is answered line by line in order, blank lines passed over, the last one without an end too', async () => {
    const answers = await answersTo(bytes(`\uFEFF${good(1)}\n\n  \r\n${good('b')}\r\nnonsense\n${good(1)}`));
    expect(answers.map(({ id, ok, error }) => [id, ok, error?.code])).toEqual([
      [1, true, undefined],
      ['b', true, undefined],
      [null, false, 'line_not_json'],
      [1, true, undefined],
    ]);
  });

  it('passes over a line of one byte too many, and takes one of exactly the limit', async () => {
    const padded = (length: number) => good(1) + ' '.repeat(length - good(1).length);
    const answers = await answersTo(bytes(`${padded(longestLineBytes)}\n${padded(longestLineBytes + 1)}\n${good(2)}\n${'x'.repeat(3 * longestLineBytes)}`), 50_000);
    expect(answers.map(({ id, ok, error }) => [id, ok, error?.code])).toEqual([
      [1, true, undefined],
      [null, false, 'line_too_long'],
      [2, true, undefined],
      [null, false, 'line_too_long'],
    ]);
  });

  it('refuses bytes that are not UTF-8 and answers the next line', async () => {
    const broken = Uint8Array.from([...bytes('{"id":"'), 0xc3, 0x28, ...bytes(`"}\n${good(3)}\n`)]);
    expect((await answersTo(broken)).map(({ id, error }) => [id, error?.code])).toEqual([[null, 'line_not_utf8'], [3, undefined]]);
  });

  it('answers each chunk before it waits for the next', async () => {
    const seen: string[] = [];
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(bytes(`${good(1)}\n${good(2).slice(0, 10)}`));
      expect(seen).toHaveLength(1);
      yield bytes(`${good(2).slice(10)}\n`);
      expect(seen).toHaveLength(2);
    }
    expect(await answerStream(slow(), { write: (text) => Promise.resolve((seen.push(text), true)) }, 'en')).toBe(true);
  });

  it('stops when nobody reads any longer', async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield await Promise.resolve(((asked += 1), bytes(`${good(asked)}\n`)));
    }
    expect(await answerStream(endless(), { write: () => Promise.resolve(false) }, 'en')).toBe(false);
    expect(asked).toBe(1);
  });

  it('cuts lines the same way however the bytes arrive', () => {
    const line = fc.uint8Array({ maxLength: 12 }).map((array) => array.filter((byte) => byte !== 10));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 10 }), (lines, sizes) => {
        const whole = Uint8Array.from(lines.flatMap((one) => [...one, 10]));
        const splitter = new LineSplitter(8);
        const found: (string | null)[] = [];
        let from = 0;
        for (let turn = 0; from < whole.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          for (const cut of splitter.lines(whole.subarray(from, from + size))) found.push(cut === null ? null : [...cut].join());
          from += size;
        }
        expect([...splitter.rest()]).toEqual([]);
        expect(found).toEqual(lines.map((one) => (one.length > 8 ? null : [...one].join())));
      }),
      { numRuns: 500 },
    );
  });
});
