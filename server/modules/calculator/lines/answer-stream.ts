import { isUtf8 } from 'node:buffer';
import type { Aids } from '../calculations/aids.ts';
import type { Language } from '../calculations/calculation.ts';
import { answerLine, answerUnreadable, longestLineBytes } from './answer-line.ts';
import { LineSplitter } from './split-lines.ts';

/** Answers are handed on in pieces of about this size, so that a reader that is slow holds the calculation up, not the memory. */
const pieceLength = 65_536;
const byteOrderMark = 0xfeff;

export interface LineSink {
  /** Takes text; settles when more may come. False when nobody reads any longer. */
  write(text: string): Promise<boolean>;
}

/** One answer a line, in order; blank lines are passed over. Answers false when the reader went away before the end. */
export async function answerStream(input: AsyncIterable<Uint8Array>, sink: LineSink, language: Language, aids?: Aids): Promise<boolean> {
  const splitter = new LineSplitter(longestLineBytes);
  let answers = '';
  let isFirst = true;
  const answer = (line: Uint8Array | null): void => {
    const text = answerBytes(line, isFirst, language, aids);
    isFirst = false;
    if (text !== null) answers += `${text}\n`;
  };
  const handOn = async (): Promise<boolean> => {
    const piece = answers;
    answers = '';
    return piece === '' || sink.write(piece);
  };
  for await (const chunk of input) {
    for (const line of splitter.lines(chunk)) {
      answer(line);
      if (answers.length >= pieceLength && !(await handOn())) return false;
    }
    // What is waited for at a terminal or by a program that sends line by line must not stay behind.
    if (!(await handOn())) return false;
  }
  for (const line of splitter.rest()) answer(line);
  return handOn();
}

function answerBytes(line: Uint8Array | null, isFirst: boolean, language: Language, aids: Aids | undefined): string | null {
  if (line === null) return answerUnreadable('line_too_long', language);
  if (!isUtf8(line)) return answerUnreadable('line_not_utf8', language);
  const decoded = Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString('utf8');
  const text = isFirst && decoded.charCodeAt(0) === byteOrderMark ? decoded.slice(1) : decoded;
  return text.trim() === '' ? null : answerLine(text, language, aids);
}
