/** On a phone: the instalment and the save under the thumb. */
import type { Quote } from '#quoting/api';
import { addressOf, useMay } from '../../../request/index.ts';
import { Button, LinkButton, Money, nothing, Rate, ResultBar, useLanguage } from '../../../ui/index.ts';
import { usePricedQuote } from '../draft/priced-quote.tsx';
import { printQuote } from '../endpoints.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import type { QuoteSaving } from './use-save-quote.ts';

interface QuoteBarProps {
  readonly saving: QuoteSaving;
  readonly base: Quote | undefined;
  readonly changed: boolean;
}

export function QuoteBar({ saving, base, changed }: QuoteBarProps) {
  const texts = useQuotingTexts();
  const language = useLanguage();
  const may = useMay();
  const { pricing, refusal } = usePricedQuote();
  const figures = pricing.ok ? pricing.figures : undefined;
  const action =
    base !== undefined && !changed ? (
      <LinkButton kind="hero" size="touch" icon="print" href={addressOf(printQuote, { params: { id: base.id }, query: { language } })} target="_blank" rel="noopener">
        {texts.print}
      </LinkButton>
    ) : (
      may('quoting.quote.write') && (
        <Button kind="hero" size="touch" busy={saving.isSending} disabled={figures === undefined} onClick={saving.run}>
          {saving.isSending ? texts.save.sending : texts.save.saveShort}
        </Button>
      )
    );
  if (figures === undefined) return <ResultBar label={texts.result.region} figure={nothing} words={refusal} action={action} />;
  const rates = (
    <>
      {texts.result.tanWord} <Rate ppm={figures.nominalRatePpm} /> · {texts.result.taegWord} <Rate ppm={figures.taegPpm} />
    </>
  );
  return <ResultBar label={texts.result.region} figure={<Money cents={figures.instalmentWithFeesCents} />} words={rates} action={action} />;
}
