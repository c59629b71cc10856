/** The whole payment plan, every row; a row explains itself when its number is clicked. */
import { memo } from 'react';
import type { PlanRow } from '#engine';
import { ExplainedFigure, Money, useFormat } from '../../../ui/index.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './plan-table.module.css';

interface PlanTableProps {
  readonly rows: readonly PlanRow[];
  readonly onExplain: (row: number) => void;
}

const total = (rows: readonly PlanRow[], key: 'principalCents' | 'interestCents' | 'feeCents' | 'dueCents'): number => rows.reduce((sum, row) => sum + row[key], 0);

export const PlanTable = memo(function PlanTable({ rows, onExplain }: PlanTableProps) {
  const texts = useQuotingTexts().plan;
  const format = useFormat();
  return (
    // Scrolls sideways on a phone; the row buttons carry the keyboard along.
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={texts.title}>
        <thead>
          <tr>
            <th scope="col">{texts.number}</th>
            <th scope="col">{texts.dueDate}</th>
            <th scope="col">{texts.principal}</th>
            <th scope="col">{texts.interest}</th>
            <th scope="col">{texts.fees}</th>
            <th scope="col">{texts.due}</th>
            <th scope="col">{texts.balance}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number}>
              <th scope="row">
                <ExplainedFigure label={texts.explainRow(row.number)} onExplain={() => onExplain(row.number)}>
                  {row.number}
                </ExplainedFigure>
              </th>
              <td>{format.date(row.dueDate)}</td>
              <td>{format.amount(row.principalCents)}</td>
              <td>{format.amount(row.interestCents)}</td>
              <td>{format.amount(row.feeCents)}</td>
              <td className={classes.due}>{format.amount(row.dueCents)}</td>
              <td>{format.amount(row.balanceCents)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {texts.total}
            </th>
            <td><Money cents={total(rows, 'principalCents')} bare /></td>
            <td><Money cents={total(rows, 'interestCents')} bare /></td>
            <td><Money cents={total(rows, 'feeCents')} bare /></td>
            <td className={classes.due}><Money cents={total(rows, 'dueCents')} bare /></td>
            <td>{format.amount(rows.at(-1)?.balanceCents)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
});
