/** On a phone: the result and the save under the thumb, while the fields scroll above. */
import type { Quote } from '#quoting/api';
import { addressOf, useMay } from '../../../request/index.ts';
import { Button, LinkButton, Money, Rate, useLanguage } from '../../../ui/index.ts';
import { usePricedQuote } from '../draft/priced-quote.tsx';
import { printQuote } from '../endpoints.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './result-bar.module.css';
import type { QuoteSaving } from './use-save-quote.ts';

interface ResultBarProps {
  readonly saving: QuoteSaving;
  readonly base: Quote | undefined;
  readonly changed: boolean;
}

export function ResultBar({ saving, base, changed }: ResultBarProps) {
  const texts = useQuotingTexts();
  const language = useLanguage();
  const may = useMay();
  const { pricing, refusal } = usePricedQuote();
  const figures = pricing.ok ? pricing.figures : undefined;
  return (
    <section className={classes.bar} aria-label={texts.result.region}>
      <div className={classes.words}>
        <span className={classes.instalment}>
          <Money cents={figures?.instalmentWithFeesCents} />
        </span>
        <span className={classes.rates}>
          {figures === undefined ? (
            refusal
          ) : (
            <>
              {texts.result.tanWord} <Rate ppm={figures.nominalRatePpm} /> · {texts.result.taegWord} <Rate ppm={figures.taegPpm} />
            </>
          )}
        </span>
      </div>
      {base !== undefined && !changed ? (
        <LinkButton kind="hero" size="touch" icon="print" href={addressOf(printQuote, { params: { id: base.id }, query: { language } })} target="_blank" rel="noopener">
          {texts.print}
        </LinkButton>
      ) : (
        may('quoting.quote.write') && (
          <Button kind="hero" size="touch" busy={saving.isSending} disabled={figures === undefined} onClick={saving.run}>
            {saving.isSending ? texts.save.sending : texts.save.saveShort}
          </Button>
        )
      )}
    </section>
  );
}
