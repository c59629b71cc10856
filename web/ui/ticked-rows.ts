/** Rows ticked in a list: pure steps from one set of keys to the next. */

/** Adds what is missing, takes away what is there. */
export function toggled(ticked: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(ticked);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** All of them ticked, or none when they all were. */
export function allOrNone(ticked: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> {
  return keys.every((key) => ticked.has(key)) ? new Set() : new Set([...ticked, ...keys]);
}

/** What a key pressed on the list asks of the ticks; undefined when it asks nothing. Shift with an arrow ticks the row and the one it moves to. */
export function ticksByKey(
  pressed: { readonly key: string; readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean },
  ticked: ReadonlySet<string>,
  keys: readonly string[],
  at: number,
): { readonly ticked: ReadonlySet<string>; readonly moveTo?: number } | undefined {
  const active = keys[at];
  if (pressed.key.toLowerCase() === 'a' && (pressed.ctrlKey || pressed.metaKey)) return { ticked: allOrNone(ticked, keys) };
  if (pressed.ctrlKey || pressed.metaKey || active === undefined) return undefined;
  if (pressed.key === ' ') return { ticked: toggled(ticked, active) };
  const step = pressed.key === 'ArrowDown' ? 1 : pressed.key === 'ArrowUp' ? -1 : 0;
  if (!pressed.shiftKey || step === 0) return undefined;
  const to = Math.max(0, Math.min(keys.length - 1, at + step));
  return { ticked: new Set([...ticked, active, keys[to] ?? active]), moveTo: to };
}
