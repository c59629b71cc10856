/** What a quick quote starts from, as the address says it. */
import { textIn, type RawSearch } from '../../../shells/page-search.ts';

export type QuoteSource =
  /** A car in stock. */
  | { readonly kind: 'stock'; readonly id: string }
  /** A version of the catalogue, configured or not. */
  | { readonly kind: 'version'; readonly id: string; readonly options?: readonly string[] | undefined }
  /** A saved quote: a copy of it, or a new revision. */
  | { readonly kind: 'from'; readonly id: string }
  | { readonly kind: 'revise'; readonly id: string };

const kinds = ['revise', 'from', 'stock', 'version'] as const;
export type SourceKind = QuoteSource['kind'];
/** As many as a quote may have. */
const mostOptions = 100;
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The source named in the address; undefined when there is none or it is no identifier. */
export function sourceIn(raw: RawSearch): QuoteSource | undefined {
  for (const kind of kinds) {
    const id = textIn(raw, kind);
    if (id === undefined || !uuidPattern.test(id)) continue;
    const options = kind === 'version' ? textIn(raw, 'options') : undefined;
    return kind === 'version' && options !== undefined ? { kind, id, options: options.split('~').slice(0, mostOptions) } : { kind, id };
  }
  return undefined;
}

/** What the address means to start from though no identifier can be read there. */
export function unreadSourceIn(raw: RawSearch): SourceKind | undefined {
  return sourceIn(raw) === undefined ? kinds.find((kind) => textIn(raw, kind) !== undefined) : undefined;
}

/** One word for a source, to keep drafts apart. */
export const sourceKey = (source: QuoteSource): string => `${source.kind}:${source.id}`;

/** The query of the address for a source. */
export const sourceSearch = (source: QuoteSource | undefined): Readonly<Record<string, string>> => (source === undefined ? {} : { [source.kind]: source.id });

/** The source that a key names; undefined for a text of another version. */
export function sourceOfKey(key: string): QuoteSource | undefined {
  const [kind = '', id = ''] = key.split(':');
  return sourceIn({ [kind]: id });
}
