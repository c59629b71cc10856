import { useState } from 'react';
import { call, ProblemError, refreshPaths } from '../../../request/index.ts';
import { showToast } from '../../../ui/index.ts';
import { addPhoto } from '../endpoints.ts';
import { useVehicleTexts } from '../use-vehicle-texts.ts';

const mostBytes = 15_728_640;
const mediaTypes = ['image/jpeg', 'image/png', 'image/webp'];
/** For the dialog that chooses files. */
export const photoTypes = mediaTypes.join(',');

export interface AddingPhotos {
  /** What is under way; undefined at rest. */
  readonly sending: { readonly at: number; readonly total: number } | undefined;
  /** Files that were not taken, each with its reason. */
  readonly refused: readonly string[];
  readonly add: (files: readonly File[]) => Promise<void>;
}

/** Sends photos one after another: those that fail are named, the others stay. */
export function useAddPhotos(stockId: string): AddingPhotos {
  const texts = useVehicleTexts().car;
  const [sending, setSending] = useState<AddingPhotos['sending']>();
  const [refused, setRefused] = useState<readonly string[]>([]);

  async function send(file: File): Promise<string | undefined> {
    if (!mediaTypes.includes(file.type)) return texts.photoType(file.name);
    if (file.size > mostBytes) return texts.photoTooLarge(file.name);
    try {
      await call(addPhoto, { params: { id: stockId }, body: file });
      return undefined;
    } catch (error) {
      if (error instanceof ProblemError) return `${file.name}: ${error.detail}`;
      throw error;
    }
  }

  async function add(files: readonly File[]): Promise<void> {
    const faults: string[] = [];
    setRefused([]);
    for (const [at, file] of files.entries()) {
      setSending({ at: at + 1, total: files.length });
      // One at a time, so that they keep the order in which they were chosen.
      const fault = await send(file);
      if (fault !== undefined) faults.push(fault);
    }
    setSending(undefined);
    setRefused(faults);
    if (faults.length < files.length) {
      showToast({ text: texts.added(files.length - faults.length) });
      await refreshPaths(['/api/vehicles/stock']);
    }
  }
  return { sending, refused, add };
}
