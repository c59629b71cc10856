/** Cars drawn from the side by kind of body, for a demo world without photographs. Own drawings; no maker's car. */

interface Drawing {
  /** Outline of the body without wheels, on a ground of 800 × 500 with the road at 390. */
  readonly body: string;
  readonly windows: readonly string[];
  /** Middle of the wheels along the road, and their radius. */
  readonly wheels: readonly [front: number, rear: number, radius: number];
}

const drawings: Readonly<Record<string, Drawing>> = {
  hatchback: {
    body: 'M110 350 Q104 300 122 284 Q180 262 236 252 Q300 196 352 184 Q440 172 540 178 Q590 184 624 236 Q664 252 676 276 Q690 310 684 350 Z',
    windows: ['M262 250 Q312 204 356 196 L410 192 L410 246 Z', 'M426 191 Q490 188 532 194 Q566 204 586 242 L426 246 Z'],
    wheels: [210, 580, 56],
  },
  sedan: {
    body: 'M80 350 Q74 306 96 292 Q164 272 232 262 Q306 206 364 196 Q450 184 520 198 Q572 214 620 254 Q690 262 712 284 Q724 310 718 350 Z',
    windows: ['M258 260 Q318 214 368 208 L424 204 L424 256 Z', 'M440 204 Q500 204 528 214 Q560 230 586 254 L440 256 Z'],
    wheels: [190, 606, 55],
  },
  wagon: {
    body: 'M80 350 Q74 306 96 292 Q164 270 228 260 Q300 202 356 190 Q450 176 610 184 Q664 190 692 250 Q716 276 712 350 Z',
    windows: ['M254 258 Q312 212 360 202 L414 198 L414 252 Z', 'M430 197 L540 196 L540 250 L430 252 Z', 'M556 196 Q620 196 638 206 L660 248 L556 250 Z'],
    wheels: [190, 600, 55],
  },
  suv: {
    body: 'M100 346 Q92 280 112 262 Q176 240 232 232 Q286 164 340 152 Q450 138 580 148 Q634 156 662 226 Q694 244 698 280 Q702 320 696 346 Z',
    windows: ['M256 230 Q300 178 346 168 L408 163 L408 226 Z', 'M424 162 L528 162 L528 224 L424 226 Z', 'M544 163 Q590 166 606 176 L630 220 L544 224 Z'],
    wheels: [206, 590, 64],
  },
  'coupe-suv': {
    body: 'M100 346 Q92 284 112 264 Q176 242 234 234 Q292 166 348 154 Q440 142 510 158 Q590 182 650 232 Q692 246 698 284 Q702 320 696 346 Z',
    windows: ['M258 232 Q306 180 352 170 L414 166 L414 228 Z', 'M430 166 Q500 168 540 188 Q572 204 600 226 L430 228 Z'],
    wheels: [206, 590, 64],
  },
  coupe: {
    body: 'M76 350 Q70 312 92 300 Q170 276 256 268 Q324 218 388 208 Q470 198 540 220 Q600 242 662 268 Q706 276 722 300 Q728 322 722 350 Z',
    windows: ['M284 266 Q336 226 394 220 L470 218 Q520 222 566 252 L470 262 Z'],
    wheels: [192, 606, 57],
  },
  cabrio: {
    body: 'M76 350 Q70 312 92 300 Q170 276 262 268 L322 228 L334 230 L300 268 L520 266 Q560 244 590 262 Q690 270 716 298 Q726 322 720 350 Z',
    windows: ['M286 266 L322 238 L304 267 Z'],
    wheels: [192, 600, 56],
  },
  mpv: {
    body: 'M96 348 Q90 286 116 262 Q170 224 222 194 Q270 158 330 150 Q470 136 610 148 Q668 156 690 232 Q708 270 704 348 Z',
    windows: ['M208 232 Q262 176 330 166 L392 162 L392 230 Z', 'M408 161 L520 160 L520 228 L408 230 Z', 'M536 160 Q620 162 636 172 L660 224 L536 228 Z'],
    wheels: [204, 600, 56],
  },
  pickup: {
    body: 'M70 346 Q64 284 84 266 Q148 246 204 238 Q252 172 300 160 Q380 148 440 158 L466 238 L720 240 Q734 250 732 346 Z',
    windows: ['M228 236 Q268 186 306 176 L352 172 L352 232 Z', 'M368 171 Q410 170 428 176 L444 230 L368 232 Z'],
    wheels: [180, 606, 64],
  },
  quadricycle: {
    body: 'M230 350 Q222 276 244 242 Q276 176 330 160 Q400 148 480 160 Q540 176 560 246 Q576 300 570 350 Z',
    windows: ['M272 240 Q300 186 340 176 L392 174 L392 240 Z', 'M408 174 Q470 172 496 184 Q520 206 530 238 L408 240 Z'],
    wheels: [296, 508, 44],
  },
};

function wheel(at: number, radius: number): string {
  const spokes = Array.from({ length: 5 }, (_, spoke) => `<rect x="-4" y="-${radius * 0.62}" width="8" height="${radius * 0.62}" rx="4" transform="rotate(${spoke * 72})"/>`).join('');
  return `<g transform="translate(${at} ${390 - radius})"><circle r="${radius + 9}" fill="#e9edf3"/><circle r="${radius}" fill="#2a3342"/><circle r="${radius * 0.66}" fill="#b9c3d1"/><g fill="#7f8da1">${spokes}</g><circle r="${radius * 0.16}" fill="#2a3342"/></g>`;
}

/** Kinds of body that have a drawing; others are shown as a hatchback. */
export const drawnBodies: readonly string[] = Object.keys(drawings);

/** The drawing as SVG, 960 × 600. It says of itself that it is one. */
export function carDrawing(body: string): string {
  const drawing = drawings[body] ?? drawings['hatchback'];
  if (drawing === undefined) throw new Error('no drawing');
  const [front, rear, radius] = drawing.wheels;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="600" viewBox="0 0 800 500">
  <defs><linearGradient id="paint" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#9fb2cc"/><stop offset="1" stop-color="#6c82a1"/></linearGradient></defs>
  <rect width="800" height="500" fill="#e9edf3"/><rect y="388" width="800" height="112" fill="#dbe1ea"/><ellipse cx="400" cy="392" rx="330" ry="14" fill="#c3ccd9"/>
  <path d="${drawing.body}" fill="url(#paint)"/><g fill="#dfe7f1">${drawing.windows.map((path) => `<path d="${path}"/>`).join('')}</g>
  ${wheel(front, radius)}${wheel(rear, radius)}
</svg>`;
}
