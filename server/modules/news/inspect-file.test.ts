import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inspectFile } from './inspect-file.ts';

const pdf = (inside: string | Buffer): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(inside), Buffer.from('\n%%EOF')]);
const packed = (inside: string): Buffer => Buffer.concat([Buffer.from('4 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\n'), deflateSync(inside), Buffer.from('\nendstream')]);

describe('a file', () => {
  test.each<[string, Buffer, string, string | undefined]>([
    ['that is a quiet PDF passes', pdf('1 0 obj << /Type /Catalog /Title (JavaScript per principianti) >>'), 'application/pdf', undefined],
    ['that is a quiet PDF with packed objects passes', pdf(packed('<< /Type /Page >>')), 'application/pdf', undefined],
    ['whose name begins like an active one passes', pdf('<< /AAB 1 /JSON 2 >>'), 'application/pdf', undefined],
    ['with a program', pdf('<< /S /JavaScript /JS (app.alert(1)) >>'), 'application/pdf', 'file_active'],
    ['with a program spelled in numbers', pdf('<< /S /J#61vaScript >>'), 'application/pdf', 'file_active'],
    ['with a program in packed objects', pdf(packed('<< /S /JavaScript >>')), 'application/pdf', 'file_active'],
    ['with packed objects nobody can open', pdf('4 0 obj << /Type /ObjStm >> stream\nxxxx\nendstream'), 'application/pdf', 'file_active'],
    ['that starts something', pdf('<< /OpenAction 3 0 R >>'), 'application/pdf', 'file_active'],
    ['that carries others', pdf('<< /Names << /EmbeddedFiles 3 0 R >> >>'), 'application/pdf', 'file_active'],
    ['that is locked', pdf('trailer << /Encrypt 9 0 R >>'), 'application/pdf', 'file_locked'],
    ['that is a page of the web', Buffer.from('<html><script>'), 'application/pdf', 'file_disguised'],
    ['that claims to be a picture', pdf(''), 'image/png', 'file_disguised'],
    ['of a kind nobody asked for', Buffer.from('<svg/>'), 'image/svg+xml', 'file_disguised'],
  ])('%s', (_, bytes, claimed, expected) => {
    expect(inspectFile(bytes, claimed)).toBe(expected);
  });
});
