/** A lease on the page: rental, first rental, option, taxes, rates, and every rental. */
import { useMemo } from 'react';
import { ppmOfPct } from '#calculator/api';
import { DataTable, EmptyState, FigureList, HeroPanel, Money, nothing, Panel, Rate, useFormat, type DataColumn, type FigureItem } from '../../../ui/index.ts';
import type { Cell } from '../export/csv.ts';
import { ExportBar } from '../export/export-bar.tsx';
import type { Body } from '../form/read-body.ts';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import type { LeaseAnswer } from './answers.ts';
import { PaperTable } from './paper-table.tsx';
import classes from './result.module.css';

type LeaseRow = LeaseAnswer['rows'][number];

const amounts = (row: LeaseRow): readonly number[] => [row.rentalCents, row.principalCents, row.interestCents, row.feeCents, row.vatCents, row.grossCents, row.balanceCents];

function LeaseRows({ rows }: { readonly rows: readonly LeaseRow[] }) {
  const texts = useCalculatorTexts();
  const format = useFormat();
  const { plan, lease } = texts;
  const columns = useMemo<readonly DataColumn<LeaseRow>[]>(
    () => [
      { id: 'number', header: plan.number, width: 40, align: 'end', cell: (row) => row.number, onCard: 'none' },
      { id: 'kind', header: lease.kind, width: 100, cell: (row) => lease.kinds[row.kind], onCard: 'title' },
      { id: 'dueDate', header: plan.dueDate, width: 104, cell: (row) => format.date(row.dueDate), onCard: 'title' },
      { id: 'rental', header: lease.rentalHead, align: 'end', width: 92, cell: (row) => <b>{format.amount(row.rentalCents)}</b> },
      { id: 'interest', header: plan.interest, align: 'end', width: 88, cell: (row) => format.amount(row.interestCents) },
      { id: 'vat', header: lease.vatHead, align: 'end', width: 80, cell: (row) => format.amount(row.vatCents) },
      { id: 'gross', header: lease.grossHead, align: 'end', width: 92, cell: (row) => format.amount(row.grossCents), onCard: 'aside' },
      { id: 'balance', header: plan.balance, align: 'end', width: '1fr', cell: (row) => format.amount(row.balanceCents) },
    ],
    [plan, lease, format],
  );
  return (
    <>
      <div data-no-print>
        <DataTable<LeaseRow> label={lease.rows} columns={columns} rows={rows} rowKey={(row) => String(row.number)} rowHeight={28} maxHeight="min(520px, 70dvh)" empty={<EmptyState title={plan.empty} why="" />} />
      </div>
      <PaperTable label={lease.rows} head={[plan.number, plan.dueDate, lease.rentalHead, plan.principal, plan.interest, plan.fee, lease.vatHead, lease.grossHead, plan.balance]} rows={() => rows.map((row) => [String(row.number), format.date(row.dueDate), ...amounts(row).map(format.amount)])} />
    </>
  );
}

export function LeaseResult({ body, answer }: { readonly body: Body; readonly answer: LeaseAnswer }) {
  const texts = useCalculatorTexts();
  const { lease, plan } = texts;
  const money = (key: string, label: string, cents: number, strong = false): FigureItem => ({ key, label, value: <Money cents={cents} />, strong });
  const rate = (key: string, label: string, pct: string | null): FigureItem => ({ key, label, value: pct === null ? nothing : <Rate ppm={ppmOfPct(pct)} /> });
  const { totals } = answer;
  const sheet = {
    head: [plan.number, lease.kind, plan.dueDate, lease.rentalHead, plan.principal, plan.interest, plan.fee, lease.vatHead, lease.grossHead, plan.balance],
    rows: () => answer.rows.map((row): readonly Cell[] => [{ number: row.number }, { text: lease.kinds[row.kind] }, { date: row.dueDate }, ...amounts(row).map((cents) => ({ cents }))]),
  };
  return (
    <>
      <div className={classes.top}>
        <HeroPanel label={lease.rental} figure={<Money cents={answer.rentalCents} />}>
          <FigureList
            items={[
              money('first', lease.firstRental, answer.firstRentalCents),
              money('option', lease.option, answer.purchaseOptionCents),
              money('financed', lease.financed, answer.financedCents),
              rate('leaseRate', lease.leaseRate, answer.leaseRatePct),
              rate('effective', lease.effectiveRate, answer.effectiveRatePct),
              rate('taeg', lease.taeg, answer.taegPct),
            ]}
          />
        </HeroPanel>
        <Panel title={lease.totals}>
          <FigureList
            items={[
              money('interest', lease.interest, totals.interestCents),
              money('fees', lease.fees, totals.feeCents),
              money('vat', lease.vat, totals.vatCents),
              money('net', lease.netDue, totals.netDueCents),
              money('gross', lease.grossDue, totals.grossDueCents, true),
            ]}
          />
        </Panel>
      </div>
      <ExportBar kind="lease" body={body} result={answer} sheet={sheet} />
      <LeaseRows rows={answer.rows} />
    </>
  );
}
