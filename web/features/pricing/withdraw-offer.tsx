/** Withdraws a version of an offer that has not begun. */
import { useState } from 'react';
import type { OfferListItem } from '#pricing/api';
import { faultsByField, useWrite } from '../../request/index.ts';
import { Button, Problem, showToast, TextInput, useFormat } from '../../ui/index.ts';
import { withdrawOffer } from './endpoints.ts';
import classes from './offer-panel.module.css';
import { usePricingTexts } from './use-pricing-texts.ts';

export function WithdrawOffer({ offer, onClose, onDone }: { readonly offer: OfferListItem; readonly onClose: () => void; readonly onDone: () => void }) {
  const texts = usePricingTexts().write;
  const format = useFormat();
  const [reason, setReason] = useState('');
  const withdraw = useWrite(withdrawOffer, {
    refreshes: ['/api/pricing/offers'],
    onDone: () => {
      showToast({ text: texts.withdrawn });
      onDone();
    },
  });
  const fault = faultsByField(withdraw.error?.fields ?? [], (path) => (path === 'body.reason' ? 'reason' : undefined)).get('reason');
  return (
    <section className={classes.end} aria-label={texts.withdrawTitle}>
      <h3>{texts.withdrawTitle}</h3>
      <p>{texts.withdrawWhy(format.date(offer.validFrom))}</p>
      <TextInput label={texts.withdrawReason} value={reason} onChange={setReason} maxLength={300} error={fault} startHere />
      {withdraw.error !== null && fault === undefined && <Problem problem={withdraw.error} compact />}
      <div className={classes.endActions}>
        <Button onClick={onClose}>{texts.cancel}</Button>
        <Button kind="danger" busy={withdraw.isPending} disabled={reason.trim().length < 3} onClick={() => withdraw.mutate({ params: { id: offer.offerId }, body: { version: offer.version, reason: reason.trim() } })}>
          {texts.withdrawDo}
        </Button>
      </div>
    </section>
  );
}
