/** The plan of a saved proposal: of a loan its instalments, of a lease its rentals with VAT and what a business may deduct. */
import { carUses, deductibility, type LeaseFigures, type QuoteProposal } from '#quoting/api';
import { FigureList, Panel, useFormat } from '../../../ui/index.ts';
import { ExplainedLease, type ExplainLease } from '../figures/explained-lease.tsx';
import { PlanTable } from '../figures/plan-table.tsx';
import tableClasses from '../figures/plan-table.module.css';
import { useDetailTexts } from './use-detail-texts.ts';

function LeasePlan({ lease, onExplain }: { readonly lease: LeaseFigures; readonly onExplain: ExplainLease }) {
  const words = useDetailTexts().lease;
  const format = useFormat();
  const { columns } = words;
  return (
    <div className={tableClasses.scroll}>
      <table className={tableClasses.table} aria-label={words.plan}>
        <thead>
          <tr>
            {[columns.number, columns.due, columns.rental, columns.fees, columns.vat, columns.gross].map((label) => (
              <th key={label} scope="col">{label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lease.rows.map((row) => (
            <tr key={`${row.kind}-${row.number}`}>
              <th scope="row">
                <ExplainedLease figure={{ row: row.number, part: 'due' }} name={words.row(row.number, words.kind[row.kind])} onExplain={onExplain}>
                  {row.number}
                </ExplainedLease>
              </th>
              <td>{[format.date(row.dueDate), words.kind[row.kind]].filter((part) => part !== '').join(' · ')}</td>
              <td>{format.amount(row.rentalCents)}</td>
              <td>{format.amount(row.feeCents)}</td>
              <td>{format.amount(row.vatCents)}</td>
              <td className={tableClasses.due}>{format.amount(row.grossCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function ProposalPlan({ proposal: { figures }, onExplain, onExplainLease }: { readonly proposal: QuoteProposal; readonly onExplain: (row: number) => void; readonly onExplainLease: ExplainLease }) {
  return figures.lease === null ? <PlanTable rows={figures.rows} onExplain={onExplain} /> : <LeasePlan lease={figures.lease} onExplain={onExplainLease} />;
}

/** What of a lease a business may deduct, by use, with the articles. */
export function LeaseDeductibility({ lease, onDay }: { readonly lease: LeaseFigures; readonly onDay: string }) {
  const words = useDetailTexts().lease;
  const format = useFormat();
  const items = carUses.flatMap((use) => {
    const told = deductibility({ use, onDay, carNetCents: lease.netAssetCents, costNetCents: lease.netDueCents, vatCents: lease.vatCents });
    if (!told.ok) return [];
    const { vatPpm, costPpm, costSource } = told.value;
    return [{ key: use, label: <>{words.uses[use]} <small>({costSource})</small></>, value: words.shares(format.rate(vatPpm), format.rate(costPpm)) }];
  });
  return (
    <Panel title={words.deductible}>
      <FigureList items={items} />
    </Panel>
  );
}
