import { useMemo } from 'react';
import type { ImportFaultListed, ImportListed } from '#flows/api';
import { addressOf, usePagesOf } from '../../request/index.ts';
import { DataTable, EmptyState, FigureList, LinkButton, Notice, Panel, useFormat, type DataColumn } from '../../ui/index.ts';
import { listFaults, reportCsv, reportXlsx } from './endpoints.ts';
import classes from './imports.module.css';
import { useFlowsTexts } from './use-flows-texts.ts';

/** How far an import is. */
export function ImportProgress({ imported }: { readonly imported: ImportListed }) {
  const texts = useFlowsTexts();
  const format = useFormat();
  const words = imported.phase === null ? texts.waiting : texts.phases[imported.phase];
  return (
    <Panel>
      <div role="status">
        <p>
          <strong>{words}</strong> · {texts.progress(format.integer(imported.rowsRead))}
        </p>
        <progress className={classes.bar} aria-label={words} />
      </div>
    </Panel>
  );
}

function Verdict({ imported }: { readonly imported: ImportListed }) {
  const texts = useFlowsTexts().outcome;
  if (imported.failure !== null) return <Notice tone="danger">{imported.failure.words}</Notice>;
  if (imported.mode === 'check') return <Notice tone={imported.rowsFaulty > 0 ? 'attention' : 'ok'}>{texts.checked}</Notice>;
  if (imported.rowsFaulty > 0) return <Notice tone="attention">{texts.partly}</Notice>;
  return <Notice tone="ok">{imported.added + imported.changed + imported.withdrawn === 0 ? texts.unchanged : texts.well}</Notice>;
}

/** What came of an import: figures, and what is to be mended. */
export function ImportOutcome({ imported }: { readonly imported: ImportListed }) {
  const texts = useFlowsTexts();
  const format = useFormat();
  const figures = [
    ['rows', imported.rowsRead], ['added', imported.added], ['changed', imported.changed], ['same', imported.same], ['withdrawn', imported.withdrawn], ['faulty', imported.rowsFaulty],
  ] as const;
  return (
    <div className={classes.stack}>
      <Panel title={texts.outcome.title}>
        <Verdict imported={imported} />
        <FigureList items={figures.map(([key, value]) => ({ key, label: texts.outcome[key], value: format.integer(value) }))} />
      </Panel>
      {imported.faults > 0 && <Faults imported={imported} />}
    </div>
  );
}

function Faults({ imported }: { readonly imported: ImportListed }) {
  const texts = useFlowsTexts().faults;
  const format = useFormat();
  const id = imported.importId;
  const list = usePagesOf(listFaults, { params: { id }, query: { limit: 100 } });
  const columns = useMemo<readonly DataColumn<ImportFaultListed>[]>(
    () => [
      { id: 'row', header: texts.row, align: 'end', width: 72, onCard: 'aside', cell: (fault) => format.integer(fault.row) },
      { id: 'column', header: texts.column, width: '1fr', onCard: 'title', cell: (fault) => <b>{fault.column}</b> },
      { id: 'value', header: texts.value, width: '1fr', cell: (fault) => <span title={fault.value}>{fault.value === '' ? '–' : fault.value}</span> },
      { id: 'problem', header: texts.problem, width: '2fr', cell: (fault) => <span title={fault.problem}>{fault.problem}</span> },
      { id: 'remedy', header: texts.remedy, width: '2fr', cell: (fault) => <span title={fault.remedy}>{fault.remedy}</span> },
    ],
    [texts, format],
  );
  return (
    <Panel
      title={texts.title}
      actions={
        <span className={classes.choices}>
          <LinkButton href={addressOf(reportCsv, { params: { id } })} download>{texts.csv}</LinkButton>
          <LinkButton href={addressOf(reportXlsx, { params: { id } })} download>{texts.xlsx}</LinkButton>
        </span>
      }
    >
      <DataTable
        label={texts.label}
        columns={columns}
        rows={list.state === 'ready' ? list.items : undefined}
        rowKey={(fault) => `${fault.row} ${fault.columnKey ?? ''} ${fault.code}`}
        problem={list.problem}
        onRetry={list.retry}
        hasMore={list.hasMore}
        loadingMore={list.loadingMore}
        onEnd={list.loadMore}
        maxHeight="60dvh"
        empty={<EmptyState title={texts.title} />}
      />
    </Panel>
  );
}
