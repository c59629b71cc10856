/**
 * A drawing written anew from what is known to be harmless: shapes, groups, gradients and clips with plain attributes.
 * Anything else is refused by name rather than dropped, because a logo that lost a part is not the logo.
 */
import { SaxesParser } from 'saxes';
import { done, refuse, type Result } from '#platform/result';

export type SvgRefusal = 'logo_not_a_picture' | 'logo_not_allowed' | 'logo_too_large';

const shapes = ['svg', 'g', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'defs', 'linearGradient', 'radialGradient', 'stop', 'clipPath'];
const elements = new Set(shapes);
/** Words for people and programs: left out with all they hold. */
const silent = new Set(['title', 'desc', 'metadata']);
const attributes = new Set(
  ('id x y width height cx cy r rx ry x1 y1 x2 y2 d points transform viewBox preserveAspectRatio fill fill-rule fill-opacity stroke stroke-width stroke-linecap stroke-linejoin ' +
    'stroke-miterlimit stroke-dasharray stroke-dashoffset stroke-opacity opacity clip-path clip-rule offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod fx fy clipPathUnits color display visibility').split(' '),
);
/** Attributes that say nothing about how it looks. */
const ignored = /^(xmlns(:\w+)?|version|baseProfile|class|xml:space|enable-background|role|aria-[\w-]+|data-[\w-]+|(inkscape|sodipodi|sketch|serif):[\w-]+|focusable|xml:lang)$/;
const harmlessValue = /^(?!.*(?:url\((?!\s*#[\w-]+\s*\))|javascript:|data:|[\\<]))/is;
const mostElements = 5000;
const deepest = 60;
const mostCharacters = 190_000;

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

/** `fill:#c00;opacity:.5` as attributes; undefined when a property is not known. */
function styleAttributes(style: string): [string, string][] | string {
  const pairs: [string, string][] = [];
  for (const part of style.split(';')) {
    if (part.trim() === '') continue;
    const name = part.slice(0, part.indexOf(':')).trim();
    const value = part.slice(part.indexOf(':') + 1).trim();
    if (/^-(inkscape|webkit|moz)-|^(font|text|line|white-space|direction|writing-mode|letter|word|mix-blend-mode|isolation|enable-background|solid|paint-order|shape|marker|overflow|image-rendering|color-|vector-effect|baseline)/.test(name)) continue;
    if (!attributes.has(name) || !harmlessValue.test(value)) return name;
    pairs.push([name, value]);
  }
  return pairs;
}

/** The clean drawing, or what in it is not allowed. The text must be the whole file. */
export function cleanSvg(text: string): Result<string, SvgRefusal> {
  let refused: Result<string, SvgRefusal> | undefined;
  const not = (what: string): void => {
    refused ??= refuse('logo_not_allowed', 'body', { what: what.slice(0, 40) });
  };
  const written: string[] = [];
  let depth = 0;
  let skipping = 0;
  let count = 0;
  const parser = new SaxesParser({ xmlns: false, fragment: false });
  parser.on('doctype', () => not('DOCTYPE'));
  parser.on('processinginstruction', ({ target }) => not(target));
  parser.on('opentag', ({ name, attributes: given }) => {
    depth += 1;
    count += 1;
    if (skipping > 0 || silent.has(name) || /^(sodipodi|inkscape):/.test(name)) {
      skipping += 1;
      return;
    }
    if (depth === 1 && name !== 'svg') return void (refused ??= refuse('logo_not_a_picture', 'body'));
    if (depth > deepest || count > mostElements) return void (refused ??= refuse('logo_too_large', 'body'));
    if (!elements.has(name)) return not(name);
    const kept: [string, string][] = [];
    for (const [key, value] of Object.entries(given)) {
      if (key === 'style') {
        const pairs = styleAttributes(value);
        if (typeof pairs === 'string') return not(pairs === '' ? 'style' : pairs);
        kept.push(...pairs);
      } else if (attributes.has(key)) {
        if (!harmlessValue.test(value)) return not(key);
        kept.push([key, value]);
      } else if (!ignored.test(key)) return not(key);
    }
    // A style wins over an attribute of the same name, as in the drawing's own rules.
    const unique = [...new Map(kept)].map(([key, value]) => ` ${key}="${escaped(value)}"`).join('');
    written.push(`<${name}${depth === 1 ? ' xmlns="http://www.w3.org/2000/svg"' : ''}${unique}>`);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    if (skipping > 0) skipping -= 1;
    else written.push(`</${name}>`);
  });
  try {
    parser.write(text).close();
  } catch {
    return refused ?? refuse('logo_not_a_picture', 'body');
  }
  if (refused !== undefined) return refused;
  const clean = written.join('');
  if (!/<(path|rect|circle|ellipse|line|polyline|polygon)[ >]/.test(clean)) return refuse('logo_not_a_picture', 'body');
  if (!/^<svg[^>]* (viewBox|width)=/.test(clean)) return refuse('logo_not_allowed', 'body', { what: 'svg without viewBox' });
  return clean.length > mostCharacters ? refuse('logo_too_large', 'body') : done(clean);
}
