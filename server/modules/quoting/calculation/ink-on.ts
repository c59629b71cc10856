/** Black or white, whichever is read better on a colour `#rrggbb` (relative luminance of WCAG 2.2: both reach 4.5 to 1 at the border). */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  const channel = (at: number): number => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) > 0.179 ? '#000000' : '#ffffff';
}
