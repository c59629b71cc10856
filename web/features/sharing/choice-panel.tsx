/** Deposit and term, which the customer may change inside the offer. */
import { quoteRefusals, type SharedProposal, type SharedQuote } from '#quoting/api';
import { fillWords } from '#platform/fill-words';
import { Button, MoneyInput, Notice, SegmentedButtons, useLanguage } from '../../ui/index.ts';
import { pricedChoice, termsOf, type Choice, type PricedChoice } from './priced-choice.ts';
import classes from './sharing.module.css';
import { useSharingTexts } from './use-sharing-texts.ts';

const step = 50_000;

interface ChoicePanelProps {
  readonly quote: SharedQuote;
  readonly proposal: SharedProposal;
  readonly choice: Choice;
  readonly priced: PricedChoice;
  readonly onChange: (choice: Choice) => void;
}

export function ChoicePanel({ quote, proposal, choice, priced, onChange }: ChoicePanelProps) {
  const texts = useSharingTexts();
  const language = useLanguage();
  const { refused } = priced;
  const isLease = proposal.conditions.product.plan === 'lease';
  const terms = termsOf(proposal).map((value) => ({ value, label: String(value), disabled: value !== choice.termMonths && pricedChoice(proposal, { ...choice, termMonths: value }, quote.startDate).figures === undefined && refused === undefined }));
  const deposit = choice.depositCents ?? 0;
  const move = (cents: number): void => onChange({ ...choice, depositCents: Math.max(0, deposit + cents) });
  const error = refused === undefined ? undefined : fillWords(quoteRefusals[refused.refusal][language], refused.details ?? {}, language);
  return (
    <section className={classes.section} aria-labelledby="change">
      <h2 id="change" className={classes.heading}>{texts.change}</h2>
      <MoneyInput label={isLease ? texts.firstRental : texts.deposit} value={choice.depositCents} onChange={(depositCents) => onChange({ ...choice, depositCents })} error={error} />
      <div className={classes.steps}>
        <Button size="touch" aria-label={texts.less} onClick={() => move(-step)} disabled={deposit === 0}>− 500 €</Button>
        <Button size="touch" aria-label={texts.more} onClick={() => move(step)}>+ 500 €</Button>
      </div>
      <SegmentedButtons label={texts.term} options={terms} value={choice.termMonths} onChange={(termMonths) => onChange({ ...choice, termMonths })} />
      {priced.changed && (
        <Notice tone="info" action={<Button size="touch" onClick={() => onChange({ depositCents: proposal.input.depositCents, termMonths: proposal.input.termMonths })}>{texts.asProposed}</Button>}>
          {texts.changed}
        </Notice>
      )}
    </section>
  );
}
