/** The code of a link with the dealer's name below it: as a picture to keep, and on a sheet to print for the showroom. */
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '../../../ui/index.ts';
import classes from './qr-sheet.module.css';

interface QrSheet {
  readonly qrSvg: string;
  /** The dealer's name first, then smaller lines. */
  readonly lines: readonly string[];
}

export const svgAddress = (svg: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;

const side = 960;
const margin = 60;
const lineHeight = 64;

/** The widest size, of those tried, at which the text fits the picture. */
function fitted(pen: CanvasRenderingContext2D, text: string, size: number): number {
  pen.font = `600 ${size}px system-ui, sans-serif`;
  return size > 20 && pen.measureText(text).width > side - 2 * margin ? fitted(pen, text, size - 2) : size;
}

/** Draws code and words, black on white, and answers them as PNG. */
async function pictureOf({ qrSvg, lines }: QrSheet): Promise<Blob | null> {
  const code = new Image(side - 2 * margin, side - 2 * margin);
  code.src = svgAddress(qrSvg);
  await code.decode();
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side + lines.length * lineHeight;
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingEnabled = false;
  pen.drawImage(code, margin, margin, side - 2 * margin, side - 2 * margin);
  pen.fillStyle = '#000000';
  pen.textAlign = 'center';
  lines.forEach((line, index) => {
    fitted(pen, line, index === 0 ? 48 : 34);
    pen.fillText(line, side / 2, side + index * lineHeight);
  });
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

/** Hands the picture to the browser as a file. */
export async function saveQrPicture(sheet: QrSheet, fileName: string): Promise<void> {
  const picture = await pictureOf(sheet);
  if (picture === null) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(picture);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Prints the code alone: while it does, the rest of the page is left out. */
export function PrintQr({ sheet: { qrSvg, lines }, label }: { readonly sheet: QrSheet; readonly label: string }) {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    if (!printing) return undefined;
    const after = (): void => setPrinting(false);
    window.addEventListener('afterprint', after);
    const code = document.querySelector<HTMLImageElement>(`.${classes.sheet ?? ''} img`);
    // A picture that cannot be read prints as a sheet of words.
    void (code?.decode() ?? Promise.resolve()).catch(() => undefined).then(() => window.print());
    return () => window.removeEventListener('afterprint', after);
  }, [printing]);
  const [name, ...rest] = lines;
  return (
    <>
      <Button onClick={() => setPrinting(true)}>{label}</Button>
      {printing &&
        createPortal(
          <div className={classes.sheet} aria-hidden="true">
            <img src={svgAddress(qrSvg)} alt="" />
            <p className={classes.name}>{name}</p>
            {rest.map((line) => <p key={line}>{line}</p>)}
          </div>,
          document.body,
        )}
    </>
  );
}
