/**
 * What is no text: half of a character (a lone surrogate, which JSON can write as `\ud800`), which the database refuses in one
 * place and changes in another, and the character of value zero, which it holds nowhere.
 */
const noText = /[\p{Cs}\0]/u;

interface Place {
  readonly value: unknown;
  readonly key: string | number;
  readonly within: Place | undefined;
}

function pathTo(place: Place): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: Place | undefined = place; at?.within !== undefined; at = at.within) path.unshift(at.key);
  return path;
}

/** Path to a text in some input, names of fields included, that holds what is no text; undefined when all are whole. */
export function findBrokenText(input: unknown): (string | number)[] | undefined {
  // A list instead of calls within calls: what was sent may lie deep.
  const open: Place[] = [];
  const isBroken = (place: Place): boolean => {
    if (typeof place.value === 'string') return noText.test(place.value);
    if (typeof place.value === 'object' && place.value !== null && !ArrayBuffer.isView(place.value)) open.push(place);
    return false;
  };
  const root: Place = { value: input, key: '', within: undefined };
  if (isBroken(root)) return pathTo(root);
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const isList = Array.isArray(place.value);
    for (const [key, value] of Object.entries(place.value as object)) {
      if (noText.test(key)) return pathTo(place);
      const inner: Place = { value, key: isList ? Number(key) : key, within: place };
      if (isBroken(inner)) return pathTo(inner);
    }
  }
  return undefined;
}
