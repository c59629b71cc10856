import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetFolder } from './asset-folder.ts';
import { readFontCoverage } from './font-coverage.ts';
import { printableData, printableText } from './printable-text.ts';

const coverageOf = (face: string) => readFontCoverage(readFileSync(`${assetFolder}/fonts/inter-${face}.ttf`));
const covers = coverageOf('regular');

describe('font coverage', () => {
  it('knows Italian, Greek and Cyrillic letters, the euro and the minus', () => {
    for (const character of 'àèéìòùÀÈÉÌÒÙ€–−’“”·□₂ΓειάПривет') expect([character, covers(character.codePointAt(0) ?? 0)]).toEqual([character, true]);
  });
  it('knows what it lacks', () => {
    for (const character of ['😀', '漢', 'ש', 'ب', '\u0001', '\ufffd']) expect([character, covers(character.codePointAt(0) ?? 0)]).toEqual([character, false]);
  });
  it('is the same in every weight, so that one check serves all', () => {
    const others = ['medium', 'semi-bold', 'bold'].map(coverageOf);
    for (let code = 0; code < 0x20000; code += 1) for (const other of others) if (other(code) !== covers(code)) throw new Error(`weights differ at ${code.toString(16)}`);
  });
});

describe('printableText', () => {
  it.each([
    ['ordinary text', 'Niccolò D’Amico, 1.234,50 €', 'Niccolò D’Amico, 1.234,50 €'],
    ['markup stays text', '#set page(fill: red) $x$ \\u{0} *b*', '#set page(fill: red) $x$ \\u{0} *b*'],
    ['decomposed letters are composed', 'e\u0301', 'é'],
    ['lines and tabs become spaces', 'a\nb\tc\u2028d', 'a b c d'],
    ['control characters go', 'a\u0000b\u0007c\u009fd', 'abcd'],
    ['direction and invisible characters go', 'a\u202eb\u200dc\ufeffd\u00ade', 'abcde'],
    ['what cannot be drawn is shown as missing, once a run', 'ciao 😀😀 שלום', 'ciao □ □'],
    ['half of a pair', 'a\ud800b', 'a□b'],
    ['private characters', 'a\ue000b', 'a□b'],
    ['stacked marks are limited', `x${'\u0323'.repeat(9)}`, `x${'\u0323'.repeat(3)}`],
    ['a word that fits is whole', 'YARISX00000000001', 'YARISX00000000001'],
  ])('%s', (_, text, printed) => {
    expect(printableText(text, covers)).toBe(printed);
  });

  it('lets a long word break every twelve letters and after punctuation', () => {
    expect(printableText('a'.repeat(30), covers)).toBe(`${'a'.repeat(12)}\u200b${'a'.repeat(12)}\u200b${'a'.repeat(6)}`);
    expect(printableText('amministrazione@autonord.example', covers)).toBe('amministrazi\u200bone@\u200bautonord.\u200bexample');
  });

  it('leaves only characters the font has, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const character of printableText(text, covers)) {
          if (character !== '\u200b') expect(covers(character.codePointAt(0) ?? 0)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

it('printableData reaches every text and nothing else', () => {
  expect(printableData({ a: ['x\u0000', 1, null, true], b: { 'k\u0000': '😀' } }, covers)).toEqual({ a: ['x', 1, null, true], b: { 'k\u0000': '□' } });
});
