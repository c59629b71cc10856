/** What the quote was computed from: vehicle, amounts, offer, people. */
import { leadingProposal, type Quote } from '#quoting/api';
import { FigureList, Money, Panel, useFormat, useLanguage, type FigureItem } from '../../../ui/index.ts';
import { useVehicleTexts, vehicleLine, vehicleName } from '../../vehicles/index.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';

function useServiceNames(quote: Quote): string {
  const language = useLanguage();
  const texts = useQuotingTexts().detail;
  const { conditions, input } = leadingProposal(quote);
  const taken = conditions.services.filter((service) => !service.optional || input.serviceCodes.includes(service.code));
  return taken.length === 0 ? texts.noServices : taken.map((service) => service.name[language]).join(', ');
}

/** Lines that have something to say. */
const present = (items: readonly (FigureItem | false)[]): FigureItem[] => items.filter((item) => item !== false);

export function QuoteAmounts({ quote }: { readonly quote: Quote }) {
  const texts = useQuotingTexts();
  const format = useFormat();
  const services = useServiceNames(quote);
  const { input, figures, conditions } = leadingProposal(quote);
  const amount = (key: string, label: string, cents: number | null): FigureItem | false => cents !== null && cents !== 0 && { key, label, value: <Money cents={cents} /> };
  return (
    <Panel title={texts.amounts}>
      <FigureList
        items={present([
          { key: 'price', label: texts.price, value: <Money cents={input.priceCents} /> },
          amount('discount', texts.discount, input.discountCents),
          amount('tradeIn', texts.tradeIn, input.tradeInCents),
          amount('deposit', texts.deposit, input.depositCents),
          amount('services-financed', texts.figures.financedServicesCents, figures.financedServicesCents),
          { key: 'offer', label: texts.detail.offer, value: conditions.name },
          input.kmPerYear !== null && { key: 'km', label: texts.kmPerYear, value: format.integer(input.kmPerYear) },
          { key: 'services', label: texts.detail.services, value: <span style={{ whiteSpace: 'normal' }}>{services}</span> },
        ])}
      />
    </Panel>
  );
}

export function QuoteFacts({ quote }: { readonly quote: Quote }) {
  const texts = useQuotingTexts().detail;
  const words = useVehicleTexts();
  const format = useFormat();
  const { vehicle } = leadingProposal(quote);
  return (
    <Panel title={vehicleName(vehicle)}>
      <p>{vehicleLine(vehicle, words, format)}</p>
      <FigureList
        items={present([
          vehicle.vin !== null && { key: 'vin', label: texts.vin, value: vehicle.vin },
          { key: 'list', label: texts.listPrice, value: <Money cents={vehicle.listPriceCents} /> },
          quote.reference !== '' && { key: 'reference', label: texts.reference, value: <span style={{ whiteSpace: 'normal' }}>{quote.reference}</span> },
          { key: 'seller', label: texts.seller, value: quote.sellerName },
          { key: 'dealer', label: texts.dealer, value: <span style={{ whiteSpace: 'normal' }}>{quote.dealer.name}</span> },
          { key: 'created', label: texts.createdAt, value: format.instant(quote.createdAt) },
          quote.latestRevision > 1 && { key: 'updated', label: texts.updatedAt, value: format.instant(quote.updatedAt) },
          { key: 'start', label: texts.startDate, value: format.date(quote.startDate) },
        ])}
      />
    </Panel>
  );
}
