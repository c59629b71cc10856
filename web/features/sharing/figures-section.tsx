/** Where the amounts come from, what is included, and every payment. */
import { fullPriceCents, leaseWithVat, type QuoteFigures, type QuoteInput, type SharedProposal } from '#quoting/api';
import { FigureList, useFormat, useLanguage, type FigureItem } from '../../ui/index.ts';
import classes from './sharing.module.css';
import { useSharingTexts } from './use-sharing-texts.ts';

interface FiguresProps {
  readonly proposal: SharedProposal;
  readonly input: QuoteInput;
  readonly figures: QuoteFigures;
}

export function FiguresSection({ proposal: { vehicle, conditions }, input, figures }: FiguresProps) {
  const texts = useSharingTexts();
  const format = useFormat();
  const language = useLanguage();
  const extras = fullPriceCents(input, vehicle) - input.priceCents;
  const { lease } = figures;
  // A lease is told with VAT here, as all amounts of the page are.
  const creditCents = lease === null ? figures.totalCreditCents : leaseWithVat({ ...figures, lease }).creditCents;
  const payoff = input.tradeIn?.payoffCents ?? 0;
  const lines: (FigureItem | false)[] = [
    { key: 'price', label: texts.price, value: format.money(input.priceCents) },
    extras !== 0 && { key: 'extras', label: texts.extras, value: format.money(extras) },
    input.discountCents > 0 && { key: 'discount', label: texts.discount, value: format.money(-input.discountCents) },
    input.tradeInCents > 0 && { key: 'tradeIn', label: texts.tradeIn, value: format.money(-input.tradeInCents) },
    payoff > 0 && { key: 'payoff', label: texts.payoff, value: format.money(payoff) },
    { key: 'deposit', label: lease === null ? texts.deposit : texts.firstRental, value: format.money(-input.depositCents) },
    // Without it the lines above would not add up to the credit.
    figures.financedServicesCents > 0 && { key: 'services', label: texts.servicesFinanced, value: format.money(figures.financedServicesCents) },
    { key: 'credit', label: texts.credit, value: format.money(creditCents), strong: true },
    { key: 'due', label: texts.totalDue, value: format.money(lease?.grossDueCents ?? figures.totalDueCents), strong: true },
  ];
  const services = conditions.services.filter((service) => !service.optional || input.serviceCodes.includes(service.code));
  return (
    <section className={classes.section} aria-labelledby="figures">
      <h2 id="figures" className={classes.heading}>{texts.details}</h2>
      <FigureList items={lines.filter((line) => line !== false)} />
      <h3 className={classes.subheading}>{texts.services}</h3>
      {services.length === 0 ? <p className={classes.quiet}>{texts.noServices}</p> : <ul className={classes.list}>{services.map((service) => <li key={service.code}>{service.name[language]}</li>)}</ul>}
      <PlanSection figures={figures} />
    </section>
  );
}

function PlanSection({ figures }: { readonly figures: QuoteFigures }) {
  const texts = useSharingTexts();
  const format = useFormat();
  const isLease = figures.lease !== null;
  const rows = figures.lease?.rows.map((row) => ({ number: row.number, dueDate: row.dueDate, dueCents: row.grossCents, balanceCents: 0 })) ?? figures.rows;
  return (
    <details className={classes.plan}>
      <summary className={classes.summary}>{texts.plan}</summary>
      <table className={`${classes.table} figures`}>
        <thead>
          <tr>
            <th scope="col">{texts.planNumber}</th>
            <th scope="col">{texts.planDate}</th>
            <th scope="col">{texts.planDue}</th>
            {!isLease && <th scope="col">{texts.planBalance}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.number}-${row.dueDate}`}>
              <td>{row.number}</td>
              <td>{format.date(row.dueDate)}</td>
              <td>{format.amount(row.dueCents)}</td>
              {!isLease && <td>{format.amount(row.balanceCents)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
