import type { Writable } from 'node:stream';
import { answerStream, calcSchema, hostAids, type Language, type LineSink } from '#calculator';
import { OperatorError } from '#platform/operator-error';
import type { Command } from './command.ts';

/** What the shell reports for a program that SIGPIPE ended: the reader had enough before the last line. */
const exitCodeReaderGone = 141;

export const calcCommand: Command = {
  name: 'calc',
  words: [],
  switches: { schema: 'prints the JSON Schemas of lines, inputs and results and ends' },
  options: { lang: { value: 'en|it', text: 'language of the messages (en)' } },
  summary: 'calculates plans, rates and settlements: one JSON object a line in, one a line out',
  details: [
    'Reads {"id":1,"do":"plan","input":{…}} on standard input, one a line up to 1 MB, and answers in order on standard output:',
    '  {"id":1,"ok":true,"result":{…}} or {"id":1,"ok":false,"error":{"code":…,"path":…,"message":…}}.',
    'Needs no database. Ends with 0 when every line was answered, refusals included. docs/calc.md has every calculation.',
  ],
  run: async ({ switches, options }) => {
    if (switches['schema'] === true) {
      process.stdout.write(`${JSON.stringify(calcSchema(), null, 2)}\n`);
      return 0;
    }
    const language = languageOf(options['lang']);
    const sink = sinkOf(process.stdout, () => process.stdin.destroy());
    try {
      return (await answerStream(process.stdin, sink, language, hostAids)) ? 0 : exitCodeReaderGone;
    } catch (error) {
      if (sink.isGone()) return exitCodeReaderGone;
      throw error;
    }
  },
};

function languageOf(asked: string | undefined): Language {
  if (asked === undefined || asked === 'en' || asked === 'it') return asked ?? 'en';
  throw new OperatorError('usage', `volano calc does not speak "${asked}".`, 'Write --lang en or --lang it.');
}

/** Waits for a slow reader; a reader that went away ends the reading of lines too. */
function sinkOf(output: Writable, onReaderGone: () => void): LineSink & { isGone: () => boolean } {
  let isGone = false;
  let wake: (() => void) | undefined;
  output.on('drain', () => wake?.());
  output.on('error', () => {
    isGone = true;
    wake?.();
    onReaderGone();
  });
  return {
    isGone: () => isGone,
    write: async (text) => {
      if (isGone) return false;
      if (!output.write(text)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (isGone) resolve();
        });
        wake = undefined;
      }
      return !isGone;
    },
  };
}
