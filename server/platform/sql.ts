/**
 * SQL as tagged template: values become parameters, never text.
 * The same template compiles to the same text, so statements can be prepared by name.
 */
export interface SqlFragment {
  readonly text: readonly string[];
  readonly values: readonly unknown[];
}

function isFragment(value: unknown): value is SqlFragment {
  return typeof value === 'object' && value !== null && 'text' in value && 'values' in value && Array.isArray((value as SqlFragment).text);
}

/** Builds a statement; nested fragments are spliced in, every other value becomes `$n`. */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): SqlFragment {
  const text: string[] = [strings[0] ?? ''];
  const out: unknown[] = [];
  const push = (piece: string) => {
    text[text.length - 1] = (text.at(-1) ?? '') + piece;
  };
  values.forEach((value, index) => {
    if (isFragment(value)) {
      value.text.forEach((piece, at) => {
        if (at > 0) {
          out.push(value.values[at - 1]);
          text.push('');
        }
        push(piece);
      });
    } else {
      out.push(value);
      text.push('');
    }
    push(strings[index + 1] ?? '');
  });
  return { text, values: out };
}

/** Nothing: for optional conditions. */
export const nothing: SqlFragment = { text: [''], values: [] };

/** Joins conditions with `and`; `true` when there are none. */
export function allOf(conditions: readonly SqlFragment[]): SqlFragment {
  if (conditions.length === 0) return sql`true`;
  return conditions.reduce((left, right) => sql`${left} and ${right}`);
}

const names = new Map<string, string>();
const maxNames = 500;

/** Text with `$n` placeholders and a stable statement name (the first 500 texts of a process are prepared). */
export function compile(fragment: SqlFragment): { text: string; name: string | undefined; values: unknown[] } {
  let text = fragment.text[0] ?? '';
  for (let i = 1; i < fragment.text.length; i += 1) text += `$${i}${fragment.text[i] ?? ''}`;
  let name = names.get(text);
  if (name === undefined && names.size < maxNames) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  return { text, name, values: [...fragment.values] };
}
