/** The car given in: what it is, what is offered for it, what its old loan still asks, and what therefore counts. */
import { tradeInEquityCents, type QuoteInput } from '#quoting/api';
import { checkPlate } from '#vehicles/api';
import { Button, FigureList, IntegerInput, Money, MoneyInput, Notice, SidePanel, TextInput, useFormat } from '../../../ui/index.ts';
import { isPlate, mostKm, type DeskField } from '../draft/desk-fields.ts';
import { leastDeposit } from '../draft/quote-draft.ts';
import { offerOf, useFieldRefusal, useQuotePart, useQuoteStore } from '../draft/quote-store.ts';
import { useTold, useUnread } from '../draft/use-field-faults.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './side-parts.module.css';
import { useDeskTexts } from './use-desk-texts.ts';

type TradeIn = NonNullable<QuoteInput['tradeIn']>;
const unknown: TradeIn = { plate: '', description: '', mileageKm: null, payoffCents: 0 };

function Counting() {
  const store = useQuoteStore();
  const texts = useDeskTexts().tradeIn;
  const format = useFormat();
  const value = useQuotePart((state) => state.draft.tradeInCents) ?? 0;
  const tradeIn = useQuotePart((state) => state.draft.tradeIn);
  const deposit = useQuotePart((state) => state.draft.depositCents) ?? 0;
  const least = useQuotePart((state) => leastDeposit(state.draft, offerOf(state)));
  const equity = tradeInEquityCents({ tradeInCents: value, tradeIn });
  const covered = deposit >= least;
  return (
    <>
      <FigureList
        items={[
          { key: 'value', label: texts.value, value: <Money cents={value} /> },
          { key: 'payoff', label: texts.payoff, value: <Money cents={-(tradeIn?.payoffCents ?? 0)} /> },
          { key: 'counts', label: texts.counts, value: <Money cents={equity} />, strong: true },
        ]}
      />
      <output>
        {equity < 0 && (
          <Notice tone={covered ? 'info' : 'attention'} action={covered ? undefined : <Button onClick={() => store.setAmount('depositCents', least)}>{texts.raise(format.money(least))}</Button>}>
            {texts.shortfall(format.money(-equity))} {covered ? texts.covered(format.money(deposit)) : texts.notCovered(format.money(least))}
          </Notice>
        )}
      </output>
    </>
  );
}

/** What is wrong with a plate, or what looks odd about it: a car given in may come from another country. */
function usePlateWords(plate: string): { readonly error: string | undefined; readonly hint: string | undefined } {
  const words = useDeskTexts().tradeIn;
  const told = useTold('tradeIn.plate');
  if (plate.trim() === '') return { error: told, hint: undefined };
  if (!isPlate(plate)) return { error: words.plateWrong, hint: undefined };
  const { ok, suggestion } = checkPlate(plate);
  return { error: told, hint: ok ? undefined : words.plateOdd(suggestion) };
}

interface TradeInPanelProps {
  /** The field to begin with; the value when absent. */
  readonly startAt?: DeskField | undefined;
  readonly onClose: () => void;
}

export function TradeInPanel({ startAt = 'tradeInCents', onClose }: TradeInPanelProps) {
  const store = useQuoteStore();
  const texts = useDeskTexts();
  const words = texts.tradeIn;
  const plain = useQuotingTexts().deposit;
  const isLease = useQuotePart((state) => offerOf(state).product.plan === 'lease');
  const deposit = isLease ? texts.lease.firstRental : plain;
  const value = useQuotePart((state) => state.draft.tradeInCents);
  const known = useQuotePart((state) => state.draft.tradeIn) ?? unknown;
  const depositCents = useQuotePart((state) => state.draft.depositCents);
  const plate = usePlateWords(known.plate);
  const set = (part: Partial<TradeIn>): void => {
    const next = { ...known, ...part };
    const isEmpty = next.plate === '' && next.description === '' && next.mileageKm === null && next.payoffCents === 0;
    store.setPart({ tradeIn: isEmpty ? null : next });
  };
  const drop = (): void => {
    store.setPart({ tradeIn: null });
    store.setAmount('tradeInCents', 0);
    onClose();
  };
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={words.title}
      footer={
        <>
          <Button size="touch" onClick={drop}>
            {words.drop}
          </Button>
          <Button kind="primary" size="touch" onClick={onClose} data-enter-stop>
            {texts.car.done}
          </Button>
        </>
      }
    >
      <div className={classes.parts} data-enter-next>
        <MoneyInput label={words.value} value={value} onChange={(cents) => store.setAmount('tradeInCents', cents)} error={useFieldRefusal('tradeInCents')} startHere={startAt === 'tradeInCents'} />
        <div className={classes.pair}>
          <TextInput label={words.plate} value={known.plate} tidy="code" maxLength={16} onChange={(typed) => set({ plate: typed })} error={plate.error} hint={plate.hint} startHere={startAt === 'tradeIn.plate'} />
          <IntegerInput label={words.mileage} unit="km" value={known.mileageKm} max={mostKm} step={1000} onChange={(mileageKm) => set({ mileageKm })} onUnreadable={useUnread('tradeIn.mileageKm')} error={useTold('tradeIn.mileageKm')} startHere={startAt === 'tradeIn.mileageKm'} />
        </div>
        <TextInput label={words.description} value={known.description} tidy="trim" maxLength={120} onChange={(description) => set({ description })} error={useTold('tradeIn.description')} startHere={startAt === 'tradeIn.description'} />
        <MoneyInput label={words.payoff} hint={words.payoffHint} value={known.payoffCents} onChange={(cents) => set({ payoffCents: cents ?? 0 })} onUnreadable={useUnread('tradeIn.payoffCents')} error={useTold('tradeIn.payoffCents')} startHere={startAt === 'tradeIn.payoffCents'} />
        <MoneyInput label={deposit} value={depositCents} onChange={(cents) => store.setAmount('depositCents', cents)} error={useFieldRefusal('depositCents')} />
        <Counting />
      </div>
    </SidePanel>
  );
}
