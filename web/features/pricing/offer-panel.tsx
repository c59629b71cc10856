/** An offer, whole, beside the list. Read only: prices are edited elsewhere and with approval. */
import type { OfferListItem } from '#pricing/api';
import { FigureList, Money, Rate, SidePanel, StatusBadge, useFormat, useLanguage } from '../../ui/index.ts';
import { useVehicleTexts } from '../vehicles/index.ts';
import classes from './offer-panel.module.css';
import { scopeWords, statusKeys, validityWords } from './offer-words.ts';
import { usePricingTexts } from './use-pricing-texts.ts';

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
      <p className={classes.scope}>{scopeWords(offer, texts, fuels)}</p>
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
  return (
    <SidePanel opened={offer !== null} onClose={onClose} title={offer?.name ?? ''}>
      {offer !== null && <OfferFacts offer={offer} />}
    </SidePanel>
  );
}
