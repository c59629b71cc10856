import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pdfaFaults } from './pdfa-check.ts';

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}.pdf`, import.meta.url));

describe('pdfaFaults on files of the veraPDF corpus', () => {
  it.each([
    ['2b_6-3-3-t01-pass-b', []],
    ['2b_6-6-2-1-t01-fail-a', ['metadata_missing']],
    ['2b_6-1-12-t01-fail-a', ['output_intent_missing', 'permissions_beyond_signatures']],
    ['2b_6-1-13-t09-fail-c', ['output_intent_missing', 'page_size_out_of_range']],
    ['2b_6-1-13-t09-fail-e', ['output_intent_missing', 'page_size_out_of_range']],
    // Passes the standard, which asks for an output intent only with device colours; ours is the stricter rule.
    ['2b_6-1-13-t09-pass-a', ['output_intent_missing']],
    ['1b_6-7-11-t02-fail-a', ['part_not_2']],
    ['1b_6-7-11-t03-fail-a', ['part_not_2', 'conformance_not_b']],
    ['1b_6-7-11-t05-fail-a', ['part_not_2', 'conformance_not_b']],
    ['1b_6-2-3-3-t01-fail-c', ['part_not_2', 'output_intent_missing']],
  ])('%s', (name, faults) => {
    expect(pdfaFaults(fixture(name))).toEqual(faults);
  });
});

describe('pdfaFaults on spoiled copies of a good file', () => {
  const good = fixture('2b_6-3-3-t01-pass-b').toString('latin1');
  const withObject = (object: string) => Buffer.from(good.replace('%%EOF', `\n900 0 obj\n${object}\nendobj\n%%EOF`), 'latin1');

  it.each([
    ['javascript', '<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>'],
    ['forbidden_action', '<< /Type /Action /S /Launch /F (calc.exe) >>'],
    ['font_not_embedded', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    ['font_not_embedded', '<< /Type /Font /Subtype /TrueType /BaseFont /Arial /FontDescriptor << /Type /FontDescriptor >> >>'],
  ])('%s in %s', (fault, object) => {
    expect(pdfaFaults(withObject(object))).toEqual([fault]);
  });
  it('encryption', () => {
    expect(pdfaFaults(Buffer.from(good.replace(/trailer\s*<</, '$& /Encrypt << /Filter /Standard >> '), 'latin1'))).toEqual(['encrypted']);
  });
  it('what is no PDF', () => {
    expect(() => pdfaFaults(Buffer.from('<html>'))).toThrow('not a PDF file');
  });
});
