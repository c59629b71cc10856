/** The body of a calculation from what the fields hold: the same for the browser, the API and `volano calc`. Pure. */
import { isGiven, pathOf, type Field, type Values } from './field.ts';
import { readDatedCents, readDatedPct, readDays, readRecords, readWeights, type ReadList } from './read-lists.ts';

/** A text that is no list: which field, and the part that cannot be read. */
export interface Unread {
  readonly key: string;
  readonly unread: string;
}

export type Body = Record<string, unknown>;
export type ReadBody = { readonly ok: true; readonly body: Body } | ({ readonly ok: false } & Unread);

interface Value {
  readonly ok: true;
  readonly value: unknown;
}

/** What cannot be a number stays text, so that the schema refuses it by name. */
const numberOf = (text: string): unknown => (/^-?\d+$/.test(text) ? Number(text) : text);

function listOf<T>(field: Field, read: ReadList<T>, shape: (item: T) => unknown): Value | ({ readonly ok: false } & Unread) {
  return read.ok ? { ok: true, value: read.items.map(shape) } : { ok: false, key: field.key, unread: read.unread };
}

function recordsOf(field: Field, text: string): Value | ({ readonly ok: false } & Unread) {
  const records = readRecords(text);
  if (records === null) return { ok: false, key: field.key, unread: text.slice(0, 40) };
  const items: Body[] = [];
  for (const record of records) {
    const read = readBody(field.columns ?? [], record);
    if (!read.ok) return { ...read, key: field.key };
    items.push(read.body);
  }
  return { ok: true, value: items };
}

function valueOf(field: Field, text: string, rows: number): Value | ({ readonly ok: false } & Unread) {
  switch (field.type) {
    case 'money':
    case 'integer':
      return { ok: true, value: numberOf(text) };
    case 'switch':
      return { ok: true, value: text === 'yes' };
    case 'weights':
      return listOf(field, readWeights(text, rows), (weight) => weight);
    case 'dates':
      return listOf(field, readDays(text), (day) => day);
    case 'datedCents':
      return listOf(field, readDatedCents(text), ({ date, value }) => ({ date, cents: value }));
    case 'datedPct':
      return listOf(field, readDatedPct(text), ({ date, value }) => ({ from: date, pct: value }));
    case 'list':
      return recordsOf(field, text);
    default:
      return { ok: true, value: text };
  }
}

function put(body: Body, path: string, value: unknown): void {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    body[first] = value;
    return;
  }
  const inner = body[first];
  const next: Body = typeof inner === 'object' && inner !== null ? (inner as Body) : {};
  body[first] = next;
  put(next, rest.join('.'), value);
}

/** What is given, each at its path; fields at their initial value are left to the defaults of the schema. */
export function readBody(fields: readonly Field[], values: Values): ReadBody {
  const body: Body = {};
  const rows = Number(values['rows'] ?? '0') || 0;
  for (const field of fields) {
    const path = pathOf(field);
    if (path === null || !isGiven(field, values)) continue;
    const read = valueOf(field, values[field.key] ?? '', rows);
    if (!read.ok) return read;
    put(body, path, read.value);
  }
  return { ok: true, body };
}
