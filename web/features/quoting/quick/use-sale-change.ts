/** Another kind of customer or channel: the offers of every proposal are read for it first, and nothing changes where there is none. */
import { useState } from 'react';
import type { ProblemError } from '../../../request/index.ts';
import type { QuoteDraft } from '../draft/quote-draft.ts';
import { useQuoteStore } from '../draft/quote-store.ts';
import { readCar, type SaleKind } from './read-proposals.ts';
import { useDeskTexts } from './use-desk-texts.ts';

export interface SaleChange {
  /** What was pressed and is being read. */
  readonly pending: Partial<SaleKind> | undefined;
  /** Why it was not taken. */
  readonly refusal: string | undefined;
  readonly change: (part: Partial<SaleKind>) => void;
}

export function useSaleChange(): SaleChange {
  const store = useQuoteStore();
  const texts = useDeskTexts().customer;
  const [pending, setPending] = useState<Partial<SaleKind>>();
  const [refusal, setRefusal] = useState<string>();

  async function run(part: Partial<SaleKind>): Promise<void> {
    const { customer, channel } = store.get().draft;
    const sale: SaleKind = { customerType: customer.type, channel, ...part };
    const before = store.desk().proposals;
    const read = await Promise.all(before.map(({ car, draft }) => readCar({ choice: car.choice, optionCodes: draft.options.map(({ code }) => code), known: car }, sale)));
    // A proposal was added, removed or given another car meanwhile: its offers are read too.
    const now = store.desk().proposals;
    if (now.length !== before.length || now.some(({ key, car }, at) => key !== before[at]?.key || car !== before[at].car)) return run(part);
    const none = read.findIndex(({ offers }) => offers.length === 0);
    const first = before[none];
    if (first !== undefined) return setRefusal(texts.noOffers(`${first.car.make} ${first.car.carline}`));
    const words: Partial<QuoteDraft> = { customer: { ...store.get().draft.customer, type: sale.customerType }, channel: sale.channel };
    store.setSale(words);
    store.renew(read, read[0]?.today ?? store.get().today);
  }
  return {
    pending,
    refusal,
    change: (part) => {
      setPending(part);
      setRefusal(undefined);
      run(part)
        .catch((error: ProblemError) => setRefusal(error.detail))
        .finally(() => setPending(undefined));
    },
  };
}
