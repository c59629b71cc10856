/** What is known to be wrong with the fields of the quote in work beyond its price: unreadable text, and what the server refused. */
import type { DeskField } from './desk-fields.ts';

export interface FieldFaults {
  /** Fields that show something they cannot take: the draft holds what stood there before. */
  readonly unread: () => ReadonlySet<DeskField>;
  readonly setUnread: (field: DeskField, isUnread: boolean) => void;
  /** Words of the server on fields, until something is changed. */
  readonly told: () => ReadonlyMap<DeskField, string>;
  readonly setTold: (words: ReadonlyMap<DeskField, string>) => void;
  /** Drops what the server said, without a word to listeners. */
  readonly forget: () => void;
}

const nothingTold: ReadonlyMap<DeskField, string> = new Map();

/** `tell` calls the listeners. */
export function createFieldFaults(tell: () => void): FieldFaults {
  let unread: ReadonlySet<DeskField> = new Set();
  let told = nothingTold;
  return {
    unread: () => unread,
    setUnread: (field, isUnread) => {
      if (unread.has(field) === isUnread) return;
      unread = new Set(isUnread ? [...unread, field] : [...unread].filter((each) => each !== field));
      tell();
    },
    told: () => told,
    setTold: (words) => {
      told = words;
      tell();
    },
    forget: () => {
      told = nothingTold;
    },
  };
}
