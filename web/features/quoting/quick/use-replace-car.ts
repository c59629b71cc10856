/** Another car under the open proposal, where a new beginning would lose the others or the quote being revised. */
import { useState } from 'react';
import type { VehicleFound } from '#vehicles/api';
import type { ProblemError } from '../../../request/index.ts';
import { vehicleName } from '../../vehicles/index.ts';
import { useQuoteStore } from '../draft/quote-store.ts';
import { readCar } from './read-proposals.ts';
import { useDeskTexts } from './use-desk-texts.ts';

export function useReplaceCar(): { readonly isReading: boolean; readonly refusal: string | undefined; readonly replace: (found: VehicleFound) => void } {
  const store = useQuoteStore();
  const texts = useDeskTexts().car;
  const [isReading, setIsReading] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  async function run(found: VehicleFound): Promise<void> {
    const { customer, channel } = store.get().draft;
    const at = store.desk().active;
    const choice = found.source === 'stock' ? ({ kind: 'stock', stockId: found.vehicle.stockId } as const) : ({ kind: 'catalogue', versionId: found.vehicle.versionId } as const);
    const read = await readCar({ choice, optionCodes: [] }, { customerType: customer.type, channel });
    if (store.desk().active !== at) return;
    if (read.offers.length === 0) setRefusal(texts.noOffers(vehicleName(read.car)));
    else store.replaceCar(read.car, read.offers);
  }
  return {
    isReading,
    refusal,
    replace: (found) => {
      setIsReading(true);
      setRefusal(undefined);
      run(found)
        .catch((error: ProblemError) => setRefusal(error.detail))
        .finally(() => setIsReading(false));
    },
  };
}
