import type { JsonValue } from './printable-text.ts';

/** What the parent sends to a render process. */
export interface RenderJob {
  readonly id: number;
  /** File name in `templates/` without `.typ`. */
  readonly template: string;
  /** Everything the template prints; texts are made printable before it sees them. */
  readonly data: JsonValue;
  /** Raw inputs that are not text to print, such as an SVG logo. */
  readonly assets: Readonly<Record<string, string>>;
}

/** What a render process answers; `ready` once after its start. */
export type RenderReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'rendered'; readonly id: number; readonly pdf: Uint8Array; readonly rssBytes: number }
  | { readonly kind: 'refused'; readonly id: number; readonly reason: string; readonly rssBytes: number };
