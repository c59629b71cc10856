/** Who buys, in one line: the word by which the seller finds the quote again, the kind of customer, and the way to the rest. */
import { Button, Panel, SegmentedButtons, TextInput } from '../../../ui/index.ts';
import { useQuotePart, useQuoteStore } from '../draft/quote-store.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './customer-row.module.css';
import { DrawerFault } from './fault-links.tsx';
import { useDeskTexts } from './use-desk-texts.ts';
import { useSaleChange } from './use-sale-change.ts';

export const longestReference = 80;
const types = ['consumer', 'soleTrader', 'company'] as const;

export function CustomerRow({ onOpen }: { readonly onOpen: () => void }) {
  const store = useQuoteStore();
  const texts = useDeskTexts().customer;
  const words = useQuotingTexts();
  const reference = useQuotePart((state) => state.draft.reference);
  const type = useQuotePart((state) => state.draft.customer.type);
  const sale = useSaleChange();
  return (
    <Panel>
      <div className={classes.row} aria-busy={sale.pending !== undefined || undefined}>
        <TextInput label={words.reference} value={reference} onChange={store.setReference} tidy="trim" maxLength={longestReference} placeholder={words.referenceHint} />
        <SegmentedButtons
          label={texts.type}
          options={types.map((value) => ({ value, label: texts.types[value] }))}
          value={sale.pending?.customerType ?? type}
          onChange={(customerType) => sale.change({ customerType })}
          error={sale.refusal}
        />
        <Button size="field" hotkey="Alt+C" onClick={onOpen}>
          {texts.open}
        </Button>
      </div>
      <DrawerFault place="customer" />
      {sale.pending !== undefined && (
        <output className="visually-hidden">{texts.reading}</output>
      )}
    </Panel>
  );
}
