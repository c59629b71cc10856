/** The rows of a plan: on the screen those in view, each explaining itself; on paper all of them with their totals. */
import { useMemo } from 'react';
import { DataTable, EmptyState, useFormat, type DataColumn } from '../../../ui/index.ts';
import type { Cell } from '../export/csv.ts';
import type { PlanAnswer, PlanRow } from '../result/answers.ts';
import { PaperTable } from '../result/paper-table.tsx';
import { useCalculatorTexts, type CalculatorTexts } from '../use-calculator-texts.ts';

/** Heads of the rows in the CSV, and their cells. */
export const planHead = ({ plan }: CalculatorTexts): readonly string[] => [plan.number, plan.dueDate, plan.principal, plan.interest, plan.fee, plan.due, plan.balance];
export const planCells = (row: PlanRow): readonly Cell[] => [
  { number: row.number }, { date: row.dueDate }, { cents: row.principalCents }, { cents: row.interestCents }, { cents: row.feeCents }, { cents: row.dueCents }, { cents: row.balanceCents },
];

function useColumns(): readonly DataColumn<PlanRow>[] {
  const { plan: texts } = useCalculatorTexts();
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'number', header: texts.number, width: 60, align: 'end', cell: (row) => row.number, onCard: 'title' },
      { id: 'dueDate', header: texts.dueDate, width: 104, cell: (row) => format.date(row.dueDate), onCard: 'title' },
      { id: 'principal', header: texts.principal, align: 'end', cell: (row) => format.amount(row.principalCents) },
      { id: 'interest', header: texts.interest, align: 'end', cell: (row) => format.amount(row.interestCents) },
      { id: 'fee', header: texts.fee, align: 'end', cell: (row) => format.amount(row.feeCents || null), onCard: 'none' },
      { id: 'due', header: texts.due, align: 'end', cell: (row) => <b>{format.amount(row.dueCents)}</b>, onCard: 'aside' },
      { id: 'balance', header: texts.balance, align: 'end', width: '1.2fr', cell: (row) => format.amount(row.balanceCents) },
    ],
    [texts, format],
  );
}

interface PlanRowsProps {
  readonly plan: PlanAnswer;
  readonly onExplain: (row: PlanRow) => void;
}

export function PlanRows({ plan, onExplain }: PlanRowsProps) {
  const texts = useCalculatorTexts();
  const format = useFormat();
  const columns = useColumns();
  const { rows, totals } = plan;
  const foot = [texts.plan.total, '', format.amount(totals.principalCents), format.amount(totals.interestCents), format.amount(rows.reduce((sum, row) => sum + row.feeCents, 0)), format.amount(rows.reduce((sum, row) => sum + row.dueCents, 0)), ''];
  return (
    <>
      <div data-no-print>
        <DataTable<PlanRow> label={texts.plan.title} columns={columns} rows={rows} rowKey={(row) => String(row.number)} rowHeight={28} maxHeight="min(520px, 70dvh)" empty={<EmptyState title={texts.plan.empty} why="" />} onOpen={onExplain} />
      </div>
      <PaperTable label={texts.plan.title} head={planHead(texts)} rows={() => rows.map((row) => [String(row.number), format.date(row.dueDate), format.amount(row.principalCents), format.amount(row.interestCents), format.amount(row.feeCents), format.amount(row.dueCents), format.amount(row.balanceCents)])} foot={foot} />
    </>
  );
}
