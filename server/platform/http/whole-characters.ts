/** Half of a character (a lone surrogate, which JSON can write as `\ud800`) is no text: the database refuses it in one place and changes it in another. */
const half = /\p{Cs}/u;

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

/** Path to the first text in some input, names of fields included, that holds half a character; undefined when all are whole. */
export function findBrokenText(input: unknown): (string | number)[] | undefined {
  // A list instead of calls within calls: what was sent may lie deep.
  const open: Place[] = [{ value: input, key: '', within: undefined }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { value } = place;
    if (typeof value === 'string' && half.test(value)) return pathTo(place);
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (half.test(key)) return pathTo(place);
      open.push({ value: inner, key: Array.isArray(value) ? Number(key) : key, within: place });
    }
  }
  return undefined;
}
