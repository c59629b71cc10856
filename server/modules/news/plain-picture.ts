/**
 * A picture drawn anew in its own format: place, device, author and anything hidden behind its end stay outside. It is kept
 * upright as it was seen, in the colours of the web.
 */
import { largestStoredFile } from '#platform/files/files';
import { done, refuse, type Result } from '#platform/result';

export type PictureRefusal = 'picture_unreadable' | 'picture_too_large';

/** A telephone takes 48 million; a bomb of a few kilobytes unfolds to hundreds of millions. */
const mostPixels = 50_000_000;

/** Only what writes the format asked for: the bytes were told apart before. */
export async function plainPicture(bytes: Uint8Array, mediaType: 'image/png' | 'image/jpeg'): Promise<Result<Uint8Array, PictureRefusal>> {
  const { default: sharp } = await import('sharp');
  const options = { limitInputPixels: mostPixels, failOn: 'error' } as const;
  try {
    const about = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (about.width * about.height > mostPixels) return refuse('picture_too_large', 'body');
    const upright = sharp(bytes, options).rotate().toColourspace('srgb');
    // A drawing of few colours keeps its few colours, and its few bytes.
    const drawn = mediaType === 'image/png' ? upright.png({ compressionLevel: 9, palette: about.isPalette }) : upright.jpeg({ quality: 90, chromaSubsampling: '4:4:4' });
    const plain = await drawn.toBuffer();
    return plain.length > largestStoredFile ? refuse('picture_too_large', 'body') : done(plain);
  } catch {
    // Cut short, damaged, or only called a picture.
    return refuse('picture_unreadable', 'body');
  }
}
