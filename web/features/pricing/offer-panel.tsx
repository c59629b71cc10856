/** An offer, whole, beside the list; who makes prices writes its next version from here, ends it, or withdraws what has not begun. */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { OfferListItem } from '#pricing/api';
import { useMay } from '../../request/index.ts';
import { Button, FigureList, Money, Rate, SidePanel, StatusBadge, useFormat, useLanguage } from '../../ui/index.ts';
import { useVehicleTexts } from '../vehicles/index.ts';
import { EndOffer } from './end-offer.tsx';
import classes from './offer-panel.module.css';
import { scopeParts, statusKeys, validityWords } from './offer-words.ts';
import { usePricingTexts } from './use-pricing-texts.ts';
import { WithdrawOffer } from './withdraw-offer.tsx';

function OfferFacts({ offer }: { readonly offer: OfferListItem }) {
  const texts = usePricingTexts();
  const { fuels } = useVehicleTexts();
  const format = useFormat();
  const language = useLanguage();
  return (
    <>
      <p className={classes.state}>
        <StatusBadge status={statusKeys[offer.status]} label={texts.statuses[offer.status]} /> {validityWords(offer, texts, format)}
      </p>
      {offer.withdrawn !== null && <p>{texts.withdrawnWhy(offer.withdrawn.by, format.instant(offer.withdrawn.at), offer.withdrawn.reason)}</p>}
      <dl className={classes.scope}>
        {scopeParts(offer, texts, fuels, format).map(({ key, words }) => (
          <div key={key}>
            <dt>{texts.scopeLabels[key]}</dt>
            <dd>{words}</dd>
          </div>
        ))}
        {offer.customerTypes === null && <div><dt>{texts.scopeLabels.customers}</dt><dd>{texts.everybody}</dd></div>}
        {offer.channels === null && <div><dt>{texts.scopeLabels.channels}</dt><dd>{texts.everyChannel}</dd></div>}
      </dl>
      <FigureList
        items={[
          { key: 'product', label: texts.product, value: `${offer.product.name[language]} · ${texts.plans[offer.product.plan]}` },
          { key: 'code', label: texts.code, value: `${offer.code} · ${texts.version.toLowerCase()} ${offer.version}` },
          { key: 'deposit', label: texts.minDeposit, value: offer.minDepositPpm === 0 ? texts.noMinDeposit : <Rate ppm={offer.minDepositPpm} /> },
          { key: 'financed', label: texts.financed, value: <><Money cents={offer.minFinancedCents} /> – <Money cents={offer.maxFinancedCents} /></> },
          ...(offer.commission === null ? [] : [{ key: 'commission', label: texts.commission, value: <Rate ppm={offer.commission.ratePpm} /> }]),
        ]}
      />
      <table className={classes.rates}>
        <caption>{texts.ratesByTerm}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.months}</th>
            <th scope="col">{texts.tan}</th>
          </tr>
        </thead>
        <tbody>
          {offer.terms.map((term) => (
            <tr key={term.months}>
              <th scope="row">{term.months}</th>
              <td>{format.percent(term.nominalRatePpm)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

export function OfferPanel({ offer, onClose }: { readonly offer: OfferListItem | null; readonly onClose: () => void }) {
  const texts = usePricingTexts().write;
  const may = useMay();
  const navigate = useNavigate();
  const [open, setOpen] = useState<{ readonly offerId: string; readonly deed: 'end' | 'withdraw' } | null>(null);
  const writable = offer !== null && may('pricing.offer.write');
  const deed = writable && open?.offerId === offer.offerId ? open.deed : undefined;
  const close = (): void => setOpen(null);
  const footer = writable && deed === undefined && (
    <>
      {offer.status === 'future' && <Button onClick={() => setOpen({ offerId: offer.offerId, deed: 'withdraw' })}>{texts.withdraw}</Button>}
      {offer.nextVersionFrom === null && (offer.status === 'inForce' || offer.status === 'future') && <Button onClick={() => setOpen({ offerId: offer.offerId, deed: 'end' })}>{texts.end}</Button>}
      <Button kind="primary" onClick={() => void navigate({ to: '/offers/write', search: { offer: offer.offerId } })}>{texts.next}</Button>
    </>
  );
  return (
    <SidePanel opened={offer !== null} onClose={onClose} title={offer?.name ?? ''} footer={footer === false ? undefined : footer}>
      {offer !== null && <OfferFacts offer={offer} />}
      {offer !== null && deed === 'end' && <EndOffer offer={offer} onClose={close} />}
      {offer !== null && deed === 'withdraw' && <WithdrawOffer offer={offer} onClose={close} onDone={onClose} />}
    </SidePanel>
  );
}
