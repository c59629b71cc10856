import { Panel, TextInput } from '../../../ui/index.ts';
import { useQuotePart, useQuoteStore } from '../draft/quote-store.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';

const longest = 80;

/** A word by which the seller finds the quote again. No customer data is needed to price. */
export function ReferenceField() {
  const store = useQuoteStore();
  const texts = useQuotingTexts();
  const reference = useQuotePart((state) => state.draft.reference);
  return (
    <Panel>
      <TextInput label={texts.reference} value={reference} onChange={store.setReference} tidy="trim" maxLength={longest} placeholder={texts.referenceHint} />
    </Panel>
  );
}
