import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { plainPicture } from './plain-picture.ts';

/** Wider than high, the left half red, as a telephone held sideways would write it. */
const scene = () =>
  sharp({ create: { width: 80, height: 40, channels: 3, background: '#ffffff' } }).composite([{ input: { create: { width: 40, height: 40, channels: 3, background: '#c00000' } }, left: 0, top: 0 }]);
const told = { IFD0: { Make: 'Telefono Esempio', Artist: 'Persona Esempio' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '44/1 30/1 0/1' } };

async function drawn(bytes: Uint8Array, mediaType: 'image/png' | 'image/jpeg') {
  const plain = await plainPicture(bytes, mediaType);
  if (!plain.ok) throw new Error(plain.refusal);
  return plain.value;
}

/** Red and green of the picture's first pixel. */
const firstPixel = async (bytes: Uint8Array): Promise<readonly number[]> => [...(await sharp(bytes).removeAlpha().raw().toBuffer()).subarray(0, 3)];

describe('a picture', () => {
  test.each([['image/jpeg', 'jpeg'], ['image/png', 'png']] as const)('of %s loses what it tells about place, device and author, and stays what it is', async (mediaType, format) => {
    const sent = await scene().toFormat(format, { quality: 95 }).withExif(told).withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>Casa di Persona Esempio</note></x:xmpmeta>').toBuffer();
    expect(sent.toString('latin1')).toContain('Esempio');
    const plain = await drawn(Buffer.concat([sent, Buffer.from('Telefono Esempio behind the end')]), mediaType);
    const about = await sharp(plain).metadata();
    expect([about.format, about.width, about.height, about.exif, about.xmp, about.iptc]).toEqual([format, 80, 40, undefined, undefined, undefined]);
    expect(Buffer.from(plain).toString('latin1')).not.toContain('Esempio');
  });

  test('that was to be turned by its reader is kept turned', async () => {
    const sent = await scene().jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const plain = await drawn(sent, 'image/jpeg');
    expect(await sharp(plain).metadata()).toMatchObject({ width: 40, height: 80 });
    const [red = 0, green = 0] = await firstPixel(plain);
    expect([red > 150, green < 60]).toEqual([true, true]);
  });

  test('with see-through places keeps them', async () => {
    const sent = await sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer();
    expect((await sharp(await drawn(sent, 'image/png')).metadata()).hasAlpha).toBe(true);
  });

  test('that is cut short, or unfolds to more than anybody takes, is refused by name', async () => {
    const sent = await scene().jpeg().toBuffer();
    expect(await plainPicture(sent.subarray(0, 30), 'image/jpeg')).toMatchObject({ refusal: 'picture_unreadable' });
    const bomb = await sharp({ create: { width: 12_000, height: 5_000, channels: 3, background: '#ffffff' } }).png({ compressionLevel: 9 }).toBuffer();
    expect(await plainPicture(bomb, 'image/png')).toMatchObject({ refusal: 'picture_too_large' });
  });
});
