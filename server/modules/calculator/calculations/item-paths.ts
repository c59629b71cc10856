import { renamed, type Declined } from './calculation.ts';

/** A refusal inside an item of a list, `lines.3.sharePpm`, under the names that the calculation gives the item's fields. */
export function inItem(declined: Declined, list: string, names: Readonly<Record<string, string>>): Declined {
  const found = new RegExp(`^(${list}\\.\\d+)\\.(.+)$`).exec(declined.path);
  if (found === null) return declined;
  const inner = renamed({ ...declined, path: found[2] ?? '' }, names);
  return { ...inner, path: [found[1], inner.path].filter((part) => part !== '').join('.') };
}
