/** The container of an XLSX: its parts, checked before anything is unpacked, and again while it is. */
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { SheetFault, type SheetLimits } from './sheet-fault.ts';

export interface ZipParts {
  readonly names: ReadonlySet<string>;
  /** Bytes of a part as they are unpacked; undefined when there is none of that name. */
  read(name: string): Promise<AsyncIterable<Buffer> | undefined>;
  close(): void;
}

/** Lists the parts and refuses a container that claims to unpack beyond the limits. */
export async function openZip(path: string, limits: SheetLimits): Promise<ZipParts> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }).catch(() => {
    throw new SheetFault('zip_damaged');
  });
  try {
    const entries = await listEntries(zip, limits);
    return {
      names: new Set(entries.keys()),
      read: async (name) => {
        const entry = entries.get(name);
        return entry === undefined ? undefined : unpack(zip, entry, limits);
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function listEntries(zip: ZipFile, limits: SheetLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.zipEntries) throw new SheetFault('zip_bomb');
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize;
      if (unpacked > limits.unpackedBytes) throw new SheetFault('zip_bomb');
      if (entry.uncompressedSize > limits.ratioFloorBytes && entry.uncompressedSize > entry.compressedSize * limits.ratio) throw new SheetFault('zip_bomb');
      // Bit 0: locked with a password. Methods other than stored and deflated are not the office's.
      if ((entry.generalPurposeBitFlag & 1) === 1) throw new SheetFault('old_or_locked_excel');
      if (entries.has(entry.fileName)) throw new SheetFault('zip_damaged');
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    if (error instanceof SheetFault) throw error;
    throw new SheetFault('zip_damaged');
  }
  return entries;
}

/** What a part claims is not believed: the bytes that come out are counted too. */
async function* unpack(zip: ZipFile, entry: Entry, limits: SheetLimits): AsyncGenerator<Buffer, void> {
  const most = Math.max(limits.ratioFloorBytes, Math.min(limits.unpackedBytes, entry.compressedSize * limits.ratio));
  let bytes = 0;
  const stream = await zip.openReadStreamPromise(entry).catch(() => {
    throw new SheetFault('zip_damaged');
  });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > most) throw new SheetFault('zip_bomb');
      yield chunk;
    }
  } catch (error) {
    if (error instanceof SheetFault) throw error;
    throw new SheetFault('zip_damaged');
  } finally {
    stream.destroy();
  }
}
