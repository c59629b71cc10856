/** Turns what a dealer sends into the one form that is printed: an SVG of our own writing. */
import { done, refuse, type Result } from '#platform/result';
import { cleanSvg, type SvgRefusal } from './clean-svg.ts';

export type LogoRefusal = SvgRefusal | 'logo_disguised';

const pngBeginning = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** A mark is drawn at most 62 × 13 mm: 480 × 160 pixels are 200 to the inch. */
const widest = 480;
const highest = 160;
const mostPixels = 20_000_000;

/** The picture drawn anew without its metadata, inside an SVG. */
async function wrapPng(bytes: Uint8Array): Promise<Result<string, LogoRefusal>> {
  const { default: sharp } = await import('sharp');
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
      .toColourspace('srgb')
      .resize({ width: widest, height: highest, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 9, palette: true, colours: 128 })
      .toBuffer({ resolveWithObject: true });
    const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${info.width} ${info.height}"><image width="${info.width}" height="${info.height}" href="data:image/png;base64,${data.toString('base64')}"/></svg>`;
    return text.length > 195_000 ? refuse('logo_too_large', 'body') : done(text);
  } catch {
    return refuse('logo_not_a_picture', 'body');
  }
}

/** The mark as SVG text. `claimed` is the media type it was sent with. */
export async function drawLogo(bytes: Uint8Array, claimed: string): Promise<Result<string, LogoRefusal>> {
  const isPng = Buffer.from(bytes.subarray(0, 8)).equals(pngBeginning);
  if (isPng !== (claimed === 'image/png')) return refuse('logo_disguised', 'body');
  if (isPng) return wrapPng(bytes);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('logo_not_a_picture', 'body');
  }
  return cleanSvg(text.replace(/^\s*<\?xml[^>]*\?>/, ''));
}
