/** Reads one XML part of a spreadsheet as a stream of what its reader makes of it. */
import { SaxesParser } from 'saxes';
import { SheetFault, type SheetLimits } from './sheet-fault.ts';

export interface XmlReader<T> {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  /** What a closed element yields, or undefined. */
  close?(name: string): T | undefined;
  /** Row at hand, for messages. */
  row?(): number;
}

/** Longest stretch between two tags: a cell of the greatest length with every sign written as an entity, with room to spare. */
const longestToken = 1_048_576;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Feeds the bytes to the parser and yields what `close` answers, chunk by chunk. Prefixes of names are dropped. Document
 * types and with them entities of their own are refused; so is a text or tag so long that it would fill the memory.
 */
export async function* readXml<T>(bytes: AsyncIterable<Buffer>, reader: XmlReader<T>, limits: SheetLimits): AsyncGenerator<T, void> {
  const parser = new SaxesParser({ position: false });
  const decoder = new TextDecoder('utf-8');
  const ready: T[] = [];
  let silent = 0;
  const heard = (): void => {
    silent = 0;
  };
  parser.on('doctype', () => {
    throw new SheetFault('xml_forbidden');
  });
  parser.on('error', () => {
    throw new SheetFault('zip_damaged');
  });
  parser.on('opentag', (tag) => {
    heard();
    reader.open?.(localName(tag.name), tag.attributes as Record<string, string>);
  });
  parser.on('text', (text) => {
    heard();
    reader.text?.(text);
  });
  parser.on('cdata', (text) => {
    heard();
    reader.text?.(text);
  });
  parser.on('closetag', (tag) => {
    heard();
    const made = reader.close?.(localName(tag.name));
    if (made !== undefined) ready.push(made);
  });
  for await (const chunk of bytes) {
    silent += chunk.length;
    parser.write(decoder.decode(chunk, { stream: true }));
    if (silent > longestToken) throw new SheetFault('cell_too_long', { row: reader.row?.() ?? 1, limit: limits.cellLength });
    yield* ready;
    ready.length = 0;
  }
  parser.write(decoder.decode());
  parser.close();
  yield* ready;
}
