/** What a proposal was computed from: vehicle, amounts, offer, people. */
import { fullPriceCents, tradeInEquityCents, type Quote, type QuoteProposal } from '#quoting/api';
import { signatureIn } from '#platform/signatures';
import { FigureList, Money, Panel, useFormat, useLanguage, type FigureItem } from '../../../ui/index.ts';
import { useVehicleTexts, vehicleLine, vehicleName } from '../../vehicles/index.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { useDetailTexts } from './use-detail-texts.ts';

function useServiceNames({ conditions, input }: QuoteProposal): string {
  const language = useLanguage();
  const texts = useQuotingTexts().detail;
  const taken = conditions.services.filter((service) => !service.optional || input.serviceCodes.includes(service.code));
  return taken.length === 0 ? texts.noServices : taken.map((service) => service.name[language]).join(', ');
}

/** Lines that have something to say. */
const present = (items: readonly (FigureItem | false)[]): FigureItem[] => items.filter((item) => item !== false);

export function QuoteAmounts({ proposal }: { readonly proposal: QuoteProposal }) {
  const texts = useQuotingTexts();
  const words = useDetailTexts();
  const format = useFormat();
  const services = useServiceNames(proposal);
  const { input, figures, conditions, vehicle } = proposal;
  const amount = (key: string, label: string, cents: number | null): FigureItem | false => cents !== null && cents !== 0 && { key, label, value: <Money cents={cents} /> };
  const full = fullPriceCents(input, vehicle);
  const paid = tradeInEquityCents(input) + input.depositCents;
  const given = [input.tradeIn?.description ?? '', input.tradeIn?.plate ?? ''].filter((part) => part !== '').join(', ');
  return (
    <Panel title={texts.amounts}>
      <FigureList
        items={present([
          { key: 'price', label: texts.price, value: <Money cents={input.priceCents} /> },
          ...vehicle.options.map(({ code, name, priceCents }): FigureItem => ({ key: `option-${code}`, label: name, value: <Money cents={priceCents} /> })),
          ...input.accessories.map(({ name, cents }, index): FigureItem => ({ key: `accessory-${index}`, label: name, value: <Money cents={cents} /> })),
          amount('discount', texts.discount, -input.discountCents),
          (full !== input.priceCents || input.discountCents > 0) && { key: 'sale', label: words.salePrice, value: <Money cents={full - input.discountCents} />, strong: true },
          amount('tradeIn', given === '' ? texts.tradeIn : words.tradeInOf(given), -input.tradeInCents),
          amount('payoff', words.payoff, input.tradeIn?.payoffCents ?? 0),
          amount('deposit', figures.lease === null ? texts.deposit : words.firstRental, -input.depositCents),
          paid !== 0 && { key: 'rest', label: words.rest, value: <Money cents={full - input.discountCents - paid} />, strong: true },
          amount('services-financed', texts.figures.financedServicesCents, figures.financedServicesCents),
          { key: 'offer', label: texts.detail.offer, value: conditions.name },
          input.kmPerYear !== null && { key: 'km', label: texts.kmPerYear, value: format.integer(input.kmPerYear) },
          { key: 'services', label: texts.detail.services, value: services },
        ])}
      />
    </Panel>
  );
}

export function QuoteFacts({ quote, proposal: { vehicle } }: { readonly quote: Quote; readonly proposal: QuoteProposal }) {
  const texts = useQuotingTexts().detail;
  const words = useVehicleTexts();
  const format = useFormat();
  const language = useLanguage();
  return (
    <Panel title={vehicleName(vehicle)}>
      <p>{vehicleLine(vehicle, words, format)}</p>
      <FigureList
        items={present([
          vehicle.vin !== null && { key: 'vin', label: texts.vin, value: vehicle.vin },
          { key: 'list', label: texts.listPrice, value: <Money cents={vehicle.listPriceCents} /> },
          quote.reference !== '' && { key: 'reference', label: texts.reference, value: <span style={{ whiteSpace: 'normal' }}>{quote.reference}</span> },
          { key: 'seller', label: texts.seller, value: signatureIn(quote.sellerName, language) },
          { key: 'dealer', label: texts.dealer, value: <span style={{ whiteSpace: 'normal' }}>{quote.dealer.name}</span> },
          { key: 'created', label: texts.createdAt, value: format.instant(quote.createdAt) },
          quote.latestRevision > 1 && { key: 'updated', label: texts.updatedAt, value: format.instant(quote.updatedAt) },
          { key: 'start', label: texts.startDate, value: format.date(quote.startDate) },
        ])}
      />
    </Panel>
  );
}
