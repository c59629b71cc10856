import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rootDir } from '#platform/root';
import { bundleCalc, loadCalc, mixedLine, startCalc } from '../testing/calc-process.ts';

let clear: () => void;
beforeAll(async () => {
  clear = await bundleCalc();
});
afterAll(() => clear());

/** Runs the command to its end and records what it says. */
async function run(words: readonly string[], input: string | Uint8Array): Promise<{ exitCode: number; out: string; err: string }> {
  const child = startCalc(words);
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [exitCode] = (await once(child, 'close')) as [number];
  return { exitCode, ...said };
}

const interval = (id: unknown, end = '2027-03-15') => JSON.stringify({ id, do: 'interval', input: { start: '2026-01-12', end } });

describe('volano calc', () => {
  it('answers every line in order and ends with 0, refusals included', async () => {
    const { exitCode, out, err } = await run([], `${interval(1)}\n\nnonsense\n${interval('x', '9999-01-01')}\n${'y'.repeat(1_000_001)}\n${interval(2)}`);
    const answers = out.trimEnd().split('\n').map((line) => JSON.parse(line) as { id: unknown; ok: boolean; error?: { code: string; message: string } });
    expect(answers.map(({ id, ok, error }) => [id, ok, error?.code])).toEqual([
      [1, true, undefined],
      [null, false, 'line_not_json'],
      ['x', false, 'date_not_valid'],
      [null, false, 'line_too_long'],
      [2, true, undefined],
    ]);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  });

  it('speaks Italian when asked, and no other language', async () => {
    expect((await run(['--lang', 'it'], 'x\n')).out).toContain('la riga non è JSON');
    expect(await run(['--lang', 'fr'], '')).toMatchObject({ exitCode: 2, err: expect.stringContaining('Write --lang en or --lang it.') as string });
    expect(await run(['now'], '')).toMatchObject({ exitCode: 2 });
  });

  it('prints its schemas', async () => {
    const { exitCode, out } = await run(['--schema'], '');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ calculations: { plan: { input: { type: 'object', required: ['principalCents', 'nominalRatePct', 'rows', 'start'], additionalProperties: false } } } });
  });

  it('says what it does when asked for help', async () => {
    expect((await run(['--help'], '')).out).toMatch(/^Usage: volano calc[\s\S]+--lang en\|it/);
  });

  it('ends quietly when the reader goes away, even while it waits for lines', async () => {
    const child = startCalc();
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdin.on('error', () => undefined);
    child.stdin.write(`${interval(1)}\n`);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    child.stdin.write(`${interval(2)}\n`);
    const [exitCode] = (await once(child, 'exit')) as [number];
    expect({ exitCode, err }).toEqual({ exitCode: 141, err: '' });
  });

  it('keeps its memory over many lines', async () => {
    const report = await loadCalc(10_000, mixedLine);
    expect(report).toMatchObject({ answered: 10_000, refused: 500, exitCode: 0 });
    expect(report.memory[1]).toBeLessThan(300);
  });

  it('is what bin/volano runs', () => {
    const env = { PATH: process.env['PATH'], VOLANO_DEV: '1' };
    const { status, stdout } = spawnSync(process.execPath, [join(rootDir, 'bin/volano'), 'calc'], { env, input: `${interval(1)}\n`, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '{"id":1,"ok":true,"result":{"whole":14,"days":3,"divisor":365,"years":1.1748858447488586}}\n' });
  });

  it('holds neither server nor database', () => {
    const bundle = readFileSync(join(rootDir, '.cache', `calc-test-${process.pid}`, 'calc.mjs'), 'utf8');
    expect(bundle).not.toMatch(/from "(pg|fastify|pino|graphile-worker)"|node_modules\/(pg|fastify|pino|graphile-worker)\//);
  });
});
