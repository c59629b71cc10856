import { describe, expect, it } from 'vitest';
import { cleanSvg } from './clean-svg.ts';
import { drawLogo } from './draw-logo.ts';

const svg = (inside: string, attributes = 'viewBox="0 0 200 60"') => `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`;
const bytes = (text: string) => Buffer.from(text);
const box = '<rect width="60" height="60" fill="#c8102e"/>';

describe('a drawing', () => {
  it('keeps shapes, gradients and plain styles', async () => {
    const drawn = await drawLogo(bytes(`<?xml version="1.0"?>${svg(`<title>Auto</title><defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs><g style="fill:url(#a);font-size:3px">${box}</g>`)}`), 'image/svg+xml');
    expect(drawn).toEqual({ ok: true, value: svg(`<defs><linearGradient id="a"><stop offset="0" stop-color="red"></stop></linearGradient></defs><g fill="url(#a)"><rect width="60" height="60" fill="#c8102e"></rect></g>`, 'viewBox="0 0 200 60"') });
  });

  it.each([
    ['a script', '<script>alert(1)</script>', 'script'],
    ['a handler', '<rect onload="x()" width="9" height="9"/>', 'onload'],
    ['a foreign object', '<foreignObject><b/></foreignObject>', 'foreignObject'],
    ['a picture from outside', '<image href="http://127.0.0.1/x.png"/>', 'image'],
    ['a reference', '<use href="#a"/>', 'use'],
    ['an address in a fill', '<rect fill="url(http://127.0.0.1/x)" width="9" height="9"/>', 'fill'],
    ['an address in a style', '<rect style="fill:url(//e)" width="9" height="9"/>', 'fill'],
    ['a style sheet', '<style>*{fill:red}</style>', 'style'],
    ['text', '<text>A</text>', 'text'],
    ['an animation', '<rect width="9" height="9"><animate attributeName="x"/></rect>', 'animate'],
    ['a link', '<a href="javascript:x"><rect width="9" height="9"/></a>', 'a'],
  ])('with %s is refused by name', (_, inside, what) => {
    expect(cleanSvg(svg(box + inside))).toEqual({ ok: false, refusal: 'logo_not_allowed', path: 'body', details: { what } });
  });

  it.each([
    ['an entity bomb', `<!DOCTYPE svg [<!ENTITY a "aa">]>${svg('&a;')}`, 'logo_not_allowed'],
    ['not a drawing', 'hello', 'logo_not_a_picture'],
    ['another root', '<html><svg viewBox="0 0 1 1"/></html>', 'logo_not_a_picture'],
    ['nothing drawn', svg('<g/>'), 'logo_not_a_picture'],
    ['cut short', svg(box).slice(0, -3), 'logo_not_a_picture'],
    ['too deep', svg('<g>'.repeat(80) + box + '</g>'.repeat(80)), 'logo_too_large'],
    ['too much', svg(box.repeat(6000)), 'logo_too_large'],
  ])('%s is refused', (_, text, refusal) => {
    expect(cleanSvg(text)).toMatchObject({ ok: false, refusal });
  });

  it('bytes that are not the type they claim are refused', async () => {
    expect(await drawLogo(bytes(svg(box)), 'image/png')).toMatchObject({ refusal: 'logo_disguised' });
    expect(await drawLogo(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]), 'image/svg+xml')).toMatchObject({ refusal: 'logo_disguised' });
    expect(await drawLogo(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]), 'image/png')).toMatchObject({ refusal: 'logo_not_a_picture' });
  });

  it('a PNG is drawn anew, small enough for a head of paper', async () => {
    const { default: sharp } = await import('sharp');
    const png = await sharp({ create: { width: 1200, height: 400, channels: 4, background: '#0b5cc4' } }).png().withMetadata({ exif: { IFD0: { Copyright: 'hidden words' } } }).toBuffer();
    const drawn = await drawLogo(png, 'image/png');
    if (!drawn.ok) throw new Error(drawn.refusal);
    expect(drawn.value).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 480 160"><image /);
    expect(Buffer.from(/base64,([^"]+)/.exec(drawn.value)?.[1] ?? '', 'base64').includes('hidden words')).toBe(false);
  });
});
