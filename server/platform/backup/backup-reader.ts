import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { OperatorError } from '../operator-error.ts';
import { type BackupEnd, type BackupHeader, MAGIC, type SectionEnd, type SectionStart } from './backup-format.ts';

const CHUNK = 128 * 1024;
/** A line or frame larger than this (bytes) is no part of a backup: the file is damaged or something else. */
const LARGEST_PIECE = 16 * 1024 * 1024;

/** Reads a backup file from front to end with the memory of one chunk. Every damage is an OperatorError 'file'. */
export class BackupReader {
  readonly #handle: FileHandle;
  readonly #file: string;
  #buffer = Buffer.alloc(0);
  #headerSha256 = '';

  private constructor(handle: FileHandle, file: string) {
    this.#handle = handle;
    this.#file = file;
  }

  static async open(file: string): Promise<BackupReader> {
    try {
      return new BackupReader(await open(file, 'r'), file);
    } catch (cause) {
      throw new OperatorError('file', `The backup ${file} cannot be read.`, 'Check its path and that this user may read it.', { cause });
    }
  }

  async readHeader(): Promise<BackupHeader> {
    const magic = await this.#line();
    if (magic !== MAGIC) {
      const isNewer = magic.startsWith('volano-backup ');
      throw new OperatorError(
        'file',
        isNewer ? `${this.#file} has the form of a newer Volano.` : `${this.#file} is no backup of Volano.`,
        isNewer ? 'Restore it with the version that wrote it, or a newer one.' : 'Name a file written by volano backup.',
      );
    }
    const line = await this.#line();
    this.#headerSha256 = createHash('sha256').update(line).digest('hex');
    return this.#parse<BackupHeader>(line);
  }

  /** The start of the next section, or the end of the file when all were read. */
  async readNext(): Promise<SectionStart | BackupEnd> {
    const next = this.#parse<SectionStart | BackupEnd>(await this.#line());
    if ('end' in next && next.headerSha256 !== this.#headerSha256) throw this.#damaged('its header was changed');
    return next;
  }

  /** The text of the section just started; after its last byte call `readSectionEnd`. */
  sectionText(): Readable {
    const compressed = Readable.from(this.#frames(), { objectMode: false });
    const text = createGunzip({ chunkSize: CHUNK });
    compressed.on('error', (error) => text.destroy(error));
    text.on('close', () => compressed.destroy());
    return compressed.pipe(text);
  }

  async readSectionEnd(): Promise<SectionEnd> {
    return this.#parse<SectionEnd>(await this.#line());
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async *#frames(): AsyncGenerator<Buffer> {
    for (;;) {
      const length = (await this.#take(4)).readUInt32BE();
      if (length === 0) return;
      if (length > LARGEST_PIECE) throw this.#damaged('a piece has an impossible length');
      yield await this.#take(length);
    }
  }

  async #line(): Promise<string> {
    for (let searched = 0; ; ) {
      const end = this.#buffer.indexOf(10, searched);
      if (end >= 0) {
        const line = this.#buffer.subarray(0, end).toString('utf8');
        this.#buffer = this.#buffer.subarray(end + 1);
        return line;
      }
      if (this.#buffer.length > LARGEST_PIECE) throw this.#damaged('a line has no end');
      searched = this.#buffer.length;
      await this.#fill();
    }
  }

  async #take(length: number): Promise<Buffer> {
    while (this.#buffer.length < length) await this.#fill();
    const taken = this.#buffer.subarray(0, length);
    this.#buffer = this.#buffer.subarray(length);
    return taken;
  }

  async #fill(): Promise<void> {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const { bytesRead } = await this.#handle.read(chunk, 0, CHUNK);
    if (bytesRead === 0) throw this.#damaged('it is cut short');
    this.#buffer = Buffer.concat([this.#buffer, chunk.subarray(0, bytesRead)]);
  }

  #parse<T>(line: string): T {
    try {
      return JSON.parse(line) as T;
    } catch {
      throw this.#damaged('a line cannot be understood');
    }
  }

  #damaged(how: string): OperatorError {
    return damagedFile(this.#file, how);
  }
}

/** The refusal of a file that is not as it was written. */
export function damagedFile(file: string, how: string, cause?: unknown): OperatorError {
  return new OperatorError('file', `The backup ${file} is damaged: ${how}.`, 'Take an earlier backup; nothing was restored from this one.', { cause });
}
