/** Every payment of a lease, without and with VAT. */
import { memo } from 'react';
import type { LeaseFigures } from '#quoting/api';
import { useFormat } from '../../../ui/index.ts';
import { ExplainedLease, type ExplainLease } from '../figures/explained-lease.tsx';
import table from '../figures/plan-table.module.css';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { useDeskTexts } from './use-desk-texts.ts';

export const LeasePlanTable = memo(function LeasePlanTable({ lease, onExplain }: { readonly lease: LeaseFigures; readonly onExplain: ExplainLease }) {
  const plan = useQuotingTexts().plan;
  const texts = useDeskTexts().lease.plan;
  const format = useFormat();
  const sum = (of: (row: LeaseFigures['rows'][number]) => number): number => lease.rows.reduce((total, row) => total + of(row), 0);
  const fees = sum((row) => row.feeCents);
  // What is asked at the signing, fees alone, stands in no payment of the plan: with it the columns add up to the totals.
  const atSigning = { net: lease.netDueCents - sum((row) => row.rentalCents) - fees, vat: lease.vatCents - sum((row) => row.vatCents), gross: lease.grossDueCents - sum((row) => row.grossCents) };
  return (
    <div className={table.scroll}>
      <table className={table.table} aria-label={texts.title}>
        <thead>
          <tr>
            <th scope="col">{plan.number}</th>
            <th scope="col">{texts.kind}</th>
            <th scope="col">{plan.dueDate}</th>
            <th scope="col">{texts.net}</th>
            <th scope="col">{plan.fees}</th>
            <th scope="col">{texts.vat}</th>
            <th scope="col">{texts.gross}</th>
          </tr>
        </thead>
        <tbody>
          {lease.rows.map((row) => (
            <tr key={row.number}>
              <th scope="row">
                <ExplainedLease figure={{ row: row.number, part: 'due' }} name={row.kind === 'rental' ? `${texts.kinds.rental} ${row.number}` : texts.kinds[row.kind]} onExplain={onExplain}>
                  {row.number}
                </ExplainedLease>
              </th>
              <td>{texts.kinds[row.kind]}</td>
              <td>{format.date(row.dueDate)}</td>
              <td>{format.amount(row.rentalCents)}</td>
              <td>{format.amount(row.feeCents)}</td>
              <td>{format.amount(row.vatCents)}</td>
              <td className={table.due}>{format.amount(row.grossCents)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {atSigning.gross !== 0 && (
            <tr>
              <th scope="row" colSpan={3}>
                {texts.atSigning}
              </th>
              <td>{format.amount(0)}</td>
              <td>{format.amount(atSigning.net)}</td>
              <td>{format.amount(atSigning.vat)}</td>
              <td className={table.due}>{format.amount(atSigning.gross)}</td>
            </tr>
          )}
          <tr>
            <th scope="row" colSpan={3}>
              {plan.total}
            </th>
            <td>{format.amount(sum((row) => row.rentalCents))}</td>
            <td>{format.amount(fees + atSigning.net)}</td>
            <td>{format.amount(lease.vatCents)}</td>
            <td className={table.due}>{format.amount(lease.grossDueCents)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
});
