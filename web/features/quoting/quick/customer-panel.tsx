/** The customer and the deal around the figures: contacts, channel, a note for colleagues, the day to call back. */
import { addDays } from '#platform/civil-date';
import { customerPatterns } from '#quoting/api';
import { Button, DateField, SegmentedButtons, SidePanel, TextArea, TextInput } from '../../../ui/index.ts';
import type { DeskField } from '../draft/desk-fields.ts';
import { useQuotePart, useQuoteStore } from '../draft/quote-store.ts';
import { useTold, useUnread } from '../draft/use-field-faults.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { longestReference } from './customer-row.tsx';
import classes from './side-parts.module.css';
import { useDeskTexts } from './use-desk-texts.ts';
import { useSaleChange } from './use-sale-change.ts';

const types = ['consumer', 'soleTrader', 'company'] as const;
const channels = ['showroom', 'remote'] as const;
const longestNote = 2000;

interface CustomerPanelProps {
  /** The customer looks on: the note for colleagues stays away. */
  readonly forCustomer: boolean;
  /** The field to begin with; the reference when absent. */
  readonly startAt?: DeskField | undefined;
  readonly onClose: () => void;
}

export function CustomerPanel({ forCustomer, startAt = 'reference', onClose }: CustomerPanelProps) {
  const store = useQuoteStore();
  const all = useDeskTexts();
  const texts = all.customer;
  const words = useQuotingTexts();
  const { reference, customer, channel, note, followUpOn } = useQuotePart((state) => state.draft);
  const today = useQuotePart((state) => state.today);
  const sale = useSaleChange();
  const [phoneTold, emailTold, noteTold] = [useTold('customer.phone'), useTold('customer.email'), useTold('note')];
  const setCustomer = (part: Partial<typeof customer>): void => store.setSale({ customer: { ...customer, ...part } });
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={texts.title}
      footer={
        <Button kind="primary" size="touch" onClick={onClose} data-enter-stop>
          {all.car.done}
        </Button>
      }
    >
      <div className={classes.parts} data-enter-next>
        <SegmentedButtons label={texts.type} options={types.map((value) => ({ value, label: texts.types[value] }))} value={sale.pending?.customerType ?? customer.type} onChange={(customerType) => sale.change({ customerType })} error={sale.refusal} />
        <TextInput label={words.reference} value={reference} onChange={store.setReference} tidy="trim" maxLength={longestReference} error={useTold('reference')} startHere={startAt === 'reference'} />
        <div className={classes.pair}>
          <TextInput label={texts.phone} type="tel" value={customer.phone} maxLength={30} tidy="trim" onChange={(phone) => setCustomer({ phone })} error={customerPatterns.phone.test(customer.phone.trim()) ? phoneTold : texts.phoneWrong} startHere={startAt === 'customer.phone'} />
          <TextInput label={texts.email} type="email" value={customer.email} maxLength={120} tidy="trim" onChange={(email) => setCustomer({ email })} error={customerPatterns.email.test(customer.email.trim()) ? emailTold : texts.emailWrong} startHere={startAt === 'customer.email'} />
        </div>
        <SegmentedButtons label={texts.channel} options={channels.map((value) => ({ value, label: texts.channels[value] }))} value={sale.pending?.channel ?? channel} onChange={(wanted) => sale.change({ channel: wanted })} />
        {!forCustomer && <TextArea label={texts.note} hint={texts.noteHint} value={note} maxLength={longestNote} onChange={(text) => store.setSale({ note: text })} error={noteTold} startHere={startAt === 'note'} />}
        <div>
          <DateField label={texts.followUp} value={followUpOn} onChange={(date) => store.setSale({ followUpOn: date })} onUnreadable={useUnread('followUpOn')} error={useTold('followUpOn')} startHere={startAt === 'followUpOn'} today={today} min={today} />
          <div className={classes.row}>
            <Button onClick={() => store.setSale({ followUpOn: addDays(today, 1) })}>{texts.followUps.tomorrow}</Button>
            <Button onClick={() => store.setSale({ followUpOn: addDays(today, 7) })}>{texts.followUps.week}</Button>
            <Button kind="quiet" onClick={() => store.setSale({ followUpOn: null })}>{texts.followUps.none}</Button>
          </div>
        </div>
      </div>
    </SidePanel>
  );
}
