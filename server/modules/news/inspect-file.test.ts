import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inspectFile } from './inspect-file.ts';

const pdf = (inside: string | Buffer): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(inside), Buffer.from('\n%%EOF')]);
const packed = (inside: string): Buffer => Buffer.concat([Buffer.from('4 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\n'), deflateSync(inside), Buffer.from('\nendstream')]);

const bigPicture = deflateSync(Buffer.alloc(12 * 1024 * 1024, 7));

describe('a file', () => {
  test.each<[string, Buffer, string, string | undefined]>([
    ['that is a quiet PDF passes', pdf('1 0 obj << /Type /Catalog /Title (JavaScript per principianti) >>'), 'application/pdf', undefined],
    ['that is a quiet PDF with packed objects passes', pdf(packed('<< /Type /Page >>')), 'application/pdf', undefined],
    ['whose name begins like an active one passes', pdf('<< /AAB 1 /JSON 2 >>'), 'application/pdf', undefined],
    ['with a program', pdf('<< /S /JavaScript /JS (app.alert(1)) >>'), 'application/pdf', 'file_active'],
    ['with a program spelled in numbers', pdf('<< /S /J#61vaScript >>'), 'application/pdf', 'file_active'],
    ['with a program in packed objects', pdf(packed('<< /S /JavaScript >>')), 'application/pdf', 'file_active'],
    ['with packed objects nobody can open', pdf('4 0 obj << /Type /ObjStm >> stream\nxxxx\nendstream'), 'application/pdf', 'file_active'],
    ['with a program in packed objects that call themselves in numbers', pdf(Buffer.from(packed('<< /S /JavaScript >>').toString('latin1').replace('/ObjStm', '/Obj#53tm'), 'latin1')), 'application/pdf', 'file_active'],
    ['with a program in packed objects behind a long remark', pdf(Buffer.from(packed('<< /S /JavaScript >>').toString('latin1').replace('/ObjStm', `/ObjStm %${'x'.repeat(500)}\n`), 'latin1')), 'application/pdf', 'file_active'],
    ['with a program in packed objects without a name', pdf(Buffer.from(packed('<< /S /JavaScript >>').toString('latin1').replace('/Type /ObjStm', '/N 1 /First 4'), 'latin1')), 'application/pdf', 'file_active'],
    ['with a program after a remark', pdf('<< /JS %x\n (app.alert(1)) >>'), 'application/pdf', 'file_active'],
    ['with a program elsewhere', pdf('<< /JS 12 0 R >>'), 'application/pdf', 'file_active'],
    ['with a deed on its pages', pdf('<< /AA<</O 3 0 R>> >>'), 'application/pdf', 'file_active'],
    ['whose picture holds the same letters by chance passes', pdf(Buffer.from('5 0 obj << /Subtype /Image /Filter /DCTDecode >> stream\n\xff\xd8\x03/JS\x8f\x11/AA\x02\xc4/JS\x00\x9a\nendstream', 'latin1')), 'application/pdf', undefined],
    ['that begins packed objects inside a text', pdf(Buffer.concat([Buffer.from('5 0 obj (stream\n) endobj '), packed('<< /S /JavaScript >>')])), 'application/pdf', 'file_active'],
    ['of more packed parts than anybody can look into', pdf(Buffer.concat(Array.from({ length: 20_001 }, () => packed('<< /Type /Page >>')))), 'application/pdf', 'file_active'],
    ['with large pictures and quiet packed objects passes', pdf(Buffer.concat([...Array.from({ length: 12 }, () => Buffer.concat([Buffer.from('5 0 obj << /Subtype /Image /Filter /FlateDecode >> stream\n'), bigPicture, Buffer.from('\nendstream')])), packed('<< /Type /Page >>')])), 'application/pdf', undefined],
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
