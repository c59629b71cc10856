/**
 * Cuts a stream of bytes into lines and never holds more than `longest` bytes: a longer line is told as soon as it
 * passes the limit and skipped while it streams in. A line is good until the next one is asked for.
 */
export class LineSplitter {
  readonly #longest: number;
  /** The beginning of a line whose end has not arrived: the first `#length` bytes. */
  #held: Uint8Array = new Uint8Array(0);
  #length = 0;
  #isSkipping = false;

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Lines that end in this chunk, in order; null stands for one that is too long. */
  *lines(chunk: Uint8Array): Generator<Uint8Array | null> {
    let from = 0;
    while (from < chunk.length) {
      const end = chunk.indexOf(10, from);
      const piece = chunk.subarray(from, end < 0 ? chunk.length : end);
      if (!this.#isSkipping && this.#length + piece.length > this.#longest) {
        this.#length = 0;
        this.#isSkipping = true;
        yield null;
      }
      if (end < 0) {
        if (!this.#isSkipping) this.#hold(piece);
        return;
      }
      if (this.#isSkipping) this.#isSkipping = false;
      else yield this.#completed(piece);
      from = end + 1;
    }
  }

  /** What stands after the last line end, when there is anything. */
  *rest(): Generator<Uint8Array> {
    if (this.#length > 0) yield this.#completed(new Uint8Array(0));
  }

  #completed(last: Uint8Array): Uint8Array {
    if (this.#length === 0) return last;
    this.#hold(last);
    const line = this.#held.subarray(0, this.#length);
    this.#length = 0;
    return line;
  }

  #hold(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (length > this.#held.length) {
      const larger = new Uint8Array(Math.min(this.#longest, length * 2));
      larger.set(this.#held.subarray(0, this.#length));
      this.#held = larger;
    }
    this.#held.set(piece, this.#length);
    this.#length = length;
  }
}
