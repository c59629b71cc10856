/** The offer's worst case beside the usury threshold, asked of the server whenever product, days or rates change. */
import { useQueryOf } from '../../request/index.ts';
import { Notice, Panel, Problem, useFormat } from '../../ui/index.ts';
import { checkOffer } from './endpoints.ts';
import { termsOf, type OfferDraft } from './offer-draft.ts';
import { usePricingTexts } from './use-pricing-texts.ts';

export function UsuryCheck({ draft }: { readonly draft: OfferDraft }) {
  const texts = usePricingTexts().write;
  const format = useFormat();
  const { productId, validFrom, validTo } = draft;
  const terms = termsOf(draft);
  const ready = productId !== null && validFrom !== null && terms !== undefined;
  const checked = useQueryOf(checkOffer, { body: { productId: productId ?? '', validFrom: validFrom ?? '', validTo, terms: terms ?? [] } }, { enabled: ready });
  const worst = checked.data?.worst;
  return (
    <Panel title={texts.check}>
      <p>{texts.checkHint}</p>
      <output>
        {!ready && texts.checkWaits}
        {ready && checked.isPending && texts.checking}
        {ready && worst !== undefined && <Notice tone="ok">{texts.checkGood(format.rate(worst.tegPpm), format.rate(worst.thresholdPpm), worst.quarter, String(worst.months))}</Notice>}
      </output>
      {ready && checked.isError && (checked.error.status === 422 ? <Notice tone="danger">{checked.error.detail}</Notice> : <Problem problem={checked.error} compact onRetry={() => void checked.refetch()} />)}
    </Panel>
  );
}
