/** Draws a picture anew in the two sizes that are kept: whatever else the file held, metadata or a second file, stays behind. */
import type { Metadata, Sharp } from 'sharp';
import { done, refuse, type Result } from '#platform/result';

/** Longest side of the full size and width of the small one, in pixels. */
const fullSide = 1600;
const thumbWidth = 320;
const thumbHeight = 200;
/** A telephone takes 48 million; a bomb of a few kilobytes unfolds to hundreds of millions. */
const mostPixels = 50_000_000;
export const keptMediaType = 'image/webp';

export interface DrawnPhoto {
  readonly full: Uint8Array;
  readonly thumb: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export type PhotoRefusal = 'photo_not_a_picture' | 'photo_disguised' | 'photo_too_many_pixels' | 'photo_too_small';

/** How files of each type begin: told before the bytes reach any decoder. */
const beginnings: Readonly<Record<string, (head: Buffer) => boolean>> = {
  jpeg: (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  png: (head) => head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  webp: (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
};

function formatOf(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 16));
  return Object.keys(beginnings).find((format) => beginnings[format]?.(head) === true);
}

/** One at a time in a process: a large picture takes a hundred megabytes while it is drawn. */
let last: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work, work);
  last = turn.catch(() => undefined);
  return turn;
}

/** Both sizes of a picture. `claimed` is the media type it was sent with. */
export async function drawPhoto(bytes: Uint8Array, claimed: string): Promise<Result<DrawnPhoto, PhotoRefusal>> {
  const format = formatOf(bytes);
  if (format === undefined) return refuse('photo_not_a_picture', 'body');
  if (claimed !== `image/${format}`) return refuse('photo_disguised', 'body');
  const { default: sharp } = await import('sharp');
  const open = () => sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 });
  let about: Metadata;
  try {
    // Reads the head alone: no pixel is unfolded yet. The limit is checked when they are.
    about = await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch {
    return refuse('photo_not_a_picture', 'body');
  }
  if (about.format !== format) return refuse('photo_disguised', 'body');
  if (about.width * about.height > mostPixels) return refuse('photo_too_many_pixels', 'body');
  if (about.width < thumbWidth || about.height < thumbHeight) return refuse('photo_too_small', 'body');
  try {
    return done(await inTurn(() => drawSizes(open())));
  } catch {
    // Cut short, or damaged further on.
    return refuse('photo_not_a_picture', 'body');
  }
}

/** The sizes of an opened picture, upright, in the colours of the web. */
export async function drawSizes(picture: Sharp): Promise<DrawnPhoto> {
  const full = await picture
    .rotate()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .resize({ width: fullSide, height: fullSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 2 })
    .toBuffer({ resolveWithObject: true });
  const { default: sharp } = await import('sharp');
  const thumb = await sharp(full.data).resize({ width: thumbWidth, height: thumbHeight, fit: 'cover' }).webp({ quality: 72, effort: 2 }).toBuffer();
  return { full: full.data, thumb, width: full.info.width, height: full.info.height };
}
