import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type BackupEnd, type BackupHeader, MAGIC, type SectionEnd, type SectionStart } from './backup-format.ts';

const CHUNK = 128 * 1024;

/** Writes a backup file section by section with the memory of one chunk. */
export class BackupWriter {
  readonly #handle: FileHandle;
  #headerSha256 = '';

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Creates the file, readable for its owner only; fails when it exists. */
  static async create(file: string): Promise<BackupWriter> {
    return new BackupWriter(await open(file, 'wx', 0o600));
  }

  async writeHeader(header: BackupHeader): Promise<void> {
    const line = JSON.stringify(header);
    this.#headerSha256 = createHash('sha256').update(line).digest('hex');
    await this.#line(MAGIC);
    await this.#line(line);
  }

  /** Writes what `source` yields as one section; `countRows` is asked after the last byte. */
  async writeSection(start: SectionStart, source: Readable, countRows: () => number): Promise<SectionEnd> {
    await this.#line(JSON.stringify(start));
    const meter = new TextMeter();
    let writeFailure: unknown;
    const writeFrames = async (compressed: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of compressed) {
        await this.#frame(chunk).catch((error: unknown) => {
          writeFailure = error;
          throw error;
        });
      }
    };
    await pipeline(source, meter, createGzip({ chunkSize: CHUNK }), writeFrames).catch((error: unknown) => {
      // The pipeline answers that it was aborted; the reason is what writing met, a full disk for one.
      throw writeFailure ?? error;
    });
    await this.#frame(Buffer.alloc(0));
    const end: SectionEnd = { rows: countRows(), ...meter.result() };
    await this.#line(JSON.stringify(end));
    return end;
  }

  /** Writes the last line, flushes to the disk and closes. Answers the size in bytes. */
  async finish(end: Omit<BackupEnd, 'end' | 'headerSha256'>): Promise<number> {
    const last: BackupEnd = { end: true, ...end, headerSha256: this.#headerSha256 };
    await this.#line(JSON.stringify(last));
    await this.#handle.sync();
    const { size } = await this.#handle.stat();
    await this.close();
    return size;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async #line(text: string): Promise<void> {
    await this.#handle.writeFile(`${text}\n`);
  }

  async #frame(bytes: Buffer): Promise<void> {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    await this.#handle.writeFile(Buffer.concat([length, bytes]));
  }
}

/** Passes text on and measures it: the same figures are taken when it is written, read and read back. */
export class TextMeter extends Transform {
  readonly #hash = createHash('sha256');
  #bytes = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: Error | null, data: Buffer) => void): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    done(null, chunk);
  }

  /** Figures of everything that passed; only once, after the end. */
  result(): { bytes: number; sha256: string } {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}
