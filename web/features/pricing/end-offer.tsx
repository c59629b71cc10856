/** Ends an offer from a day on. */
import { useState } from 'react';
import type { OfferListItem } from '#pricing/api';
import { serverToday, useWrite } from '../../request/index.ts';
import { Button, DateField, Problem, showToast } from '../../ui/index.ts';
import { endOffer } from './endpoints.ts';
import classes from './offer-panel.module.css';
import { usePricingTexts } from './use-pricing-texts.ts';

export function EndOffer({ offer, onClose }: { readonly offer: OfferListItem; readonly onClose: () => void }) {
  const texts = usePricingTexts().write;
  const today = serverToday();
  const [from, setFrom] = useState<string | null>(today > offer.validFrom ? today : null);
  const end = useWrite(endOffer, {
    refreshes: ['/api/pricing/offers'],
    onDone: () => {
      showToast({ text: texts.ended });
      onClose();
    },
  });
  return (
    <section className={classes.end} aria-label={texts.endTitle}>
      <h3>{texts.endTitle}</h3>
      <p>{texts.endWhy}</p>
      <DateField label={texts.endFrom} value={from} onChange={setFrom} today={today} min={today} startHere />
      {end.error !== null && <Problem problem={end.error} compact />}
      <div className={classes.endActions}>
        <Button onClick={onClose}>{texts.cancel}</Button>
        <Button kind="danger" busy={end.isPending} disabled={from === null} onClick={() => from !== null && end.mutate({ params: { id: offer.offerId }, body: { version: offer.version, outOfForceFrom: from } })}>
          {texts.endDo}
        </Button>
      </div>
    </section>
  );
}
