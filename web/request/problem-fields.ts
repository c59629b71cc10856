/**
 * From the fields of a problem document to those of a form. The server names a field by its path in the request, for programs;
 * people read what is wrong under the field itself, or by its name on the page.
 */
import type { ProblemDocument } from '#platform/contract';

type Field = ProblemDocument['fields'][number];

const namesPath = ({ path, message }: Field): boolean => message.startsWith(`${path}: `);

/** What is wrong as a sentence without the path: 'deve essere almeno 0' becomes 'Deve essere almeno 0.'. */
function sentenceOf(field: Field): string {
  const words = namesPath(field) ? field.message.slice(field.path.length + 2) : field.message;
  return `${words.charAt(0).toLocaleUpperCase()}${words.slice(1)}${/[.?]$/.test(words) ? '' : '.'}`;
}

/** The words of a problem without what the server appended for programs; sentences that name no path stay. */
export function detailWithoutPaths({ detail, fields }: Pick<ProblemDocument, 'detail' | 'fields'>): string {
  if (!fields.some(namesPath)) return detail;
  const appended = ` ${fields.slice(0, 3).map(({ message }) => message).join('; ')}.`;
  const plain = detail.endsWith(appended) ? detail.slice(0, -appended.length) : detail;
  return [plain, ...fields.filter((field) => !namesPath(field)).map(sentenceOf)].join(' ');
}

/** What the server said of each field of a form; `fieldOf` finds the field of a path. The first word on a field counts. */
export function faultsByField<F extends string>(fields: readonly Field[], fieldOf: (path: string) => F | undefined): ReadonlyMap<F, string> {
  const faults = new Map<F, string>();
  for (const each of fields) {
    const field = fieldOf(each.path);
    if (field !== undefined && !faults.has(field)) faults.set(field, sentenceOf(each));
  }
  return faults;
}
