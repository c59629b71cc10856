/** Default interest row by row. */
import { useMemo } from 'react';
import { DataTable, EmptyState, useFormat, type DataColumn } from '../../../ui/index.ts';
import type { Cell } from '../export/csv.ts';
import { useCalculatorTexts, type CalculatorTexts } from '../use-calculator-texts.ts';
import type { LateAnswer } from './answers.ts';
import { PaperTable } from './paper-table.tsx';

type LateRow = LateAnswer['rows'][number];

export const lateHead = ({ late }: CalculatorTexts): readonly string[] => [late.row, late.interest, late.unpaidHead, late.daysHead];
export const lateCells = (row: LateRow): readonly Cell[] => [{ number: row.number }, { cents: row.cents }, { cents: row.unpaidCents }, { number: row.daysPastDue }];

export function LateRows({ rows }: { readonly rows: readonly LateRow[] }) {
  const texts = useCalculatorTexts();
  const format = useFormat();
  const columns = useMemo<readonly DataColumn<LateRow>[]>(
    () => [
      { id: 'number', header: texts.late.row, width: 72, align: 'end', cell: (row) => row.number, onCard: 'title' },
      { id: 'interest', header: texts.late.interest, align: 'end', cell: (row) => <b>{format.amount(row.cents)}</b>, onCard: 'aside' },
      { id: 'unpaid', header: texts.late.unpaidHead, align: 'end', cell: (row) => format.amount(row.unpaidCents) },
      { id: 'days', header: texts.late.daysHead, align: 'end', cell: (row) => format.integer(row.daysPastDue) },
    ],
    [texts, format],
  );
  return (
    <>
      <div data-no-print>
        <DataTable<LateRow> label={texts.late.rows} columns={columns} rows={rows} rowKey={(row) => String(row.number)} rowHeight={28} maxHeight="min(420px, 70dvh)" empty={<EmptyState title={texts.plan.empty} why="" />} />
      </div>
      <PaperTable label={texts.late.rows} head={lateHead(texts)} rows={() => rows.map((row) => [String(row.number), format.amount(row.cents), format.amount(row.unpaidCents), format.integer(row.daysPastDue)])} />
    </>
  );
}
