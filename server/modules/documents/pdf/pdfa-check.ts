/**
 * Our own checks that a file which declares PDF/A-2b keeps its main promises (ISO 19005-2: 6.1.3, 6.1.12, 6.1.13, 6.2.2,
 * 6.2.11.4, 6.5, 6.6.2, 6.6.4). They find a broken document; they do not certify a good one.
 */
import { isDictionary, isReference, nameOf, readPdf, type PdfFile } from './pdf-objects.ts';
import { pagesOf } from './pdf-text.ts';
import type { PdfDictionary, PdfValue } from './pdf-syntax.ts';

export type PdfaFault =
  | 'encrypted'
  | 'metadata_missing'
  | 'part_not_2'
  | 'conformance_not_b'
  | 'output_intent_missing'
  | 'output_profile_missing'
  | 'font_not_embedded'
  | 'javascript'
  | 'forbidden_action'
  | 'permissions_beyond_signatures'
  | 'page_size_out_of_range';

/** Names every broken promise once, in a fixed order; empty when none is broken. Throws when the bytes are no PDF. */
export function pdfaFaults(bytes: Uint8Array): PdfaFault[] {
  const file = readPdf(bytes);
  const catalog = file.dictionary(file.trailer.get('Root')) ?? new Map<string, PdfValue>();
  const dictionaries = [...file.objects.values()].flatMap(({ value }) => dictionariesIn(value));
  return [
    ...when('encrypted', file.trailer.has('Encrypt')),
    ...identificationFaults(file, catalog),
    ...outputIntentFaults(file, catalog),
    ...when('font_not_embedded', dictionaries.some((dictionary) => nameOf(dictionary.get('Type')) === 'Font' && !isEmbedded(file, dictionary))),
    ...when('javascript', dictionaries.some((dictionary) => nameOf(dictionary.get('S')) === 'JavaScript' || dictionary.has('JS') || dictionary.has('JavaScript'))),
    ...when('forbidden_action', dictionaries.some((dictionary) => forbiddenActions.has(nameOf(dictionary.get('S')) ?? ''))),
    ...when('permissions_beyond_signatures', [...(file.dictionary(catalog.get('Perms'))?.keys() ?? [])].some((key) => key !== 'UR3' && key !== 'DocMDP')),
    ...when('page_size_out_of_range', pagesOf(file).some((page) => !pageSizeAllowed(file, page))),
  ];
}

const forbiddenActions = new Set(['Launch', 'Sound', 'Movie', 'ResetForm', 'ImportData', 'Hide', 'SetOCGState', 'Rendition', 'Trans', 'GoTo3DView']);

function when(fault: PdfaFault, present: boolean): PdfaFault[] {
  return present ? [fault] : [];
}

/** A value's own dictionaries, nested ones included; references are met as objects of their own. */
function dictionariesIn(value: PdfValue): PdfDictionary[] {
  if (Array.isArray(value)) return value.flatMap(dictionariesIn);
  if (!isDictionary(value)) return [];
  return [value, ...[...value.values()].flatMap(dictionariesIn)];
}

const identificationNamespace = 'http://www.aiim.org/pdfa/ns/id/';

/** Properties may stand as attributes or as elements; the prefix must be `pdfaid` (6.6.4). */
function identificationFaults(file: PdfFile, catalog: PdfDictionary): PdfaFault[] {
  const metadata = file.stream(catalog.get('Metadata'))?.toString('utf8');
  if (metadata === undefined) return ['metadata_missing'];
  const declared = metadata.includes(`xmlns:pdfaid="${identificationNamespace}"`) || metadata.includes(`xmlns:pdfaid='${identificationNamespace}'`);
  const property = (name: string) => (declared ? new RegExp(`pdfaid:${name}(?:\\s*=\\s*["']|>)\\s*([0-9A-Za-z]+)`).exec(metadata)?.[1] : undefined);
  return [...when('part_not_2', property('part') !== '2'), ...when('conformance_not_b', property('conformance') !== 'B')];
}

/** Stricter than the standard, which needs an output intent only for device colours: ours always carry one. */
function outputIntentFaults(file: PdfFile, catalog: PdfDictionary): PdfaFault[] {
  const intents = file.resolve(catalog.get('OutputIntents'));
  const pdfa = (Array.isArray(intents) ? intents : []).map((intent) => file.dictionary(intent)).find((intent) => nameOf(file.resolve(intent?.get('S'))) === 'GTS_PDFA1');
  if (pdfa === undefined) return ['output_intent_missing'];
  return when('output_profile_missing', file.stream(pdfa.get('DestOutputProfile')) === undefined);
}

/** A composite font is embedded in its descendants; a Type 3 font is drawn by the file itself. */
function isEmbedded(file: PdfFile, font: PdfDictionary): boolean {
  const subtype = nameOf(font.get('Subtype'));
  if (subtype === 'Type3') return true;
  if (subtype === 'Type0') return Array.isArray(file.resolve(font.get('DescendantFonts')));
  const descriptor = file.dictionary(font.get('FontDescriptor'));
  return ['FontFile', 'FontFile2', 'FontFile3'].some((key) => isReference(descriptor?.get(key)) && file.stream(descriptor?.get(key)) !== undefined);
}

/** 6.1.13: the sides of each page boundary measure between 3 and 14,400 units. Boxes are inherited. */
function pageSizeAllowed(file: PdfFile, page: PdfDictionary): boolean {
  return ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox'].every((key) => {
    const box = file.resolve(inherited(file, page, key));
    if (!Array.isArray(box)) return true;
    const [left = 0, bottom = 0, right = 0, top = 0] = box.map((side) => Number(file.resolve(side)));
    return [Math.abs(right - left), Math.abs(top - bottom)].every((side) => side >= 3 && side <= 14_400);
  });
}

function inherited(file: PdfFile, page: PdfDictionary, key: string): PdfValue | undefined {
  let node: PdfDictionary | undefined = page;
  for (let depth = 0; depth < 64 && node !== undefined; depth += 1) {
    if (node.has(key)) return node.get(key);
    node = file.dictionary(node.get('Parent'));
  }
  return undefined;
}
