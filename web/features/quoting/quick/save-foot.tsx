/** The foot of the navy panel: commission for the seller's eyes, what went wrong, and the one button. */
import { useId } from 'react';
import type { Quote } from '#quoting/api';
import { addressOf, useMay } from '../../../request/index.ts';
import { Button, Hotkey, LinkButton, Money, Rate, useHotkeys, useLanguage } from '../../../ui/index.ts';
import type { DeskField } from '../draft/desk-fields.ts';
import { useDeskFaults } from '../draft/use-field-faults.ts';
import { commissionOf, offerOf } from '../draft/quote-store.ts';
import { usePricedQuote } from '../draft/priced-quote.tsx';
import { printQuote } from '../endpoints.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { RecomputedCosts } from './recomputed-costs.tsx';
import { FaultsBeforeSave, SaveProblem } from './save-problem.tsx';
import classes from './save-foot.module.css';
import type { Recompute } from './use-recompute.ts';
import type { QuoteSaving } from './use-save-quote.ts';

interface CommissionProps {
  readonly shown: boolean;
  readonly onShow: (shown: boolean) => void;
}

/** Hidden until asked for; absent for those who may not see margins. */
export function Commission({ shown, onShow }: CommissionProps) {
  const texts = useQuotingTexts().result;
  const { state, pricing } = usePricedQuote();
  useHotkeys([{ keys: 'Alt+P', run: () => onShow(!shown) }]);
  const offer = offerOf(state);
  if (offer.commission === null) return null;
  const cents = pricing.ok ? commissionOf(offer, pricing.figures.amountFinancedCents) : undefined;
  return (
    <button type="button" className={classes.commission} aria-pressed={shown} onClick={() => onShow(!shown)}>
      {shown ? (
        <>
          {texts.commission} <b><Money cents={cents} /></b> <span>(<Rate ppm={offer.commission.ratePpm} />)</span>
        </>
      ) : (
        texts.commissionHidden
      )}
      <Hotkey keys="Alt+P" />
    </button>
  );
}

interface SaveFootProps {
  readonly base: Quote | undefined;
  /** Something differs from what is saved. */
  readonly changed: boolean;
  readonly saving: QuoteSaving;
  readonly recompute: Recompute;
  readonly onReopen: () => void;
  /** To a field that has to be mended. */
  readonly onGo: (field: DeskField) => void;
  readonly onNew: () => void;
}

export function SaveFoot({ base, changed, saving, recompute, onReopen, onGo, onNew }: SaveFootProps) {
  const texts = useQuotingTexts();
  const language = useLanguage();
  const may = useMay();
  const savedId = useId();
  const { pricing } = usePricedQuote();
  const faults = useDeskFaults();
  useHotkeys([{ keys: 'Ctrl+Enter', run: () => changed && saving.run() }]);
  if (!may('quoting.quote.write')) return <p className={classes.note}>{texts.save.noPrivilege}</p>;
  if (base !== undefined && !changed) {
    return (
      <>
        <p id={savedId} className={classes.saved} role="status">
          {texts.save.saved(base.number)}
        </p>
        <div className={classes.pair}>
          <Button size="touch" onClick={onNew}>
            {texts.newQuote}
          </Button>
          <LinkButton kind="hero" size="touch" icon="print" href={addressOf(printQuote, { params: { id: base.id }, query: { language } })} target="_blank" rel="noopener" aria-describedby={savedId} data-after-save>
            {texts.print}
          </LinkButton>
        </div>
      </>
    );
  }
  const label = saving.problem?.retryable === true ? texts.save.retry : base === undefined ? texts.save.save : texts.save.saveRevision;
  return (
    <>
      {recompute.state === 'done' && saving.problem === undefined && <RecomputedCosts changes={recompute.changes} />}
      {saving.problem !== undefined && !saving.isSending && <SaveProblem saving={saving} problem={saving.problem} recompute={recompute} onReopen={onReopen} onGo={onGo} />}
      {saving.isBlocked && faults.length > 0 && <FaultsBeforeSave fields={faults} onGo={onGo} />}
      <Button kind="hero" size="touch" wide busy={saving.isSending} disabled={!pricing.ok} hotkey="Ctrl+Enter" onClick={saving.run} data-enter-stop>
        {saving.isSending ? texts.save.sending : label}
      </Button>
    </>
  );
}
