/** The short tables of the operations page. */
import { useMemo, type ReactNode } from 'react';
import type { Operations } from '#platform/operations-api';
import { useRowHeight } from '../../shells/preferences.ts';
import { DataTable, EmptyState, ToneBadge, useFormat, type DataColumn } from '../../ui/index.ts';
import { isSilent } from './find-troubles.ts';
import classes from './operations.module.css';
import { useOperationsTexts } from './use-operations-texts.ts';

type Process = Operations['processes'][number];
type Job = Operations['jobs'][number];
type Consumer = Operations['consumers'][number];
type Schedule = Operations['schedules'][number];

interface TitledTableProps<T> {
  readonly title: string;
  readonly columns: readonly DataColumn<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly empty: ReactNode;
}

function TitledTable<T extends object>({ title, ...table }: TitledTableProps<T>) {
  const rowHeight = useRowHeight();
  return (
    <section className={classes.table}>
      <h2>{title}</h2>
      <DataTable label={title} rowHeight={rowHeight} maxHeight="none" {...table} />
    </section>
  );
}

export function ProcessesTable({ processes, now }: { readonly processes: readonly Process[]; readonly now: string }) {
  const texts = useOperationsTexts().processes;
  const format = useFormat();
  const columns = useMemo<readonly DataColumn<Process>[]>(
    () => [
      { id: 'role', header: texts.role, onCard: 'title', cell: (row) => <strong>{row.role}</strong> },
      { id: 'host', header: texts.host, cell: (row) => row.host },
      { id: 'version', header: texts.version, width: 88, cell: (row) => row.version },
      { id: 'started', header: texts.started, width: 156, cell: (row) => format.instant(row.startedAt) },
      { id: 'seen', header: texts.seen, width: 156, cell: (row) => format.instant(row.seenAt) },
      {
        id: 'state', header: texts.state, width: 128, onCard: 'aside',
        cell: (row) => (isSilent(row, now) ? <ToneBadge tone="attention" label={texts.silent} /> : <ToneBadge tone="ok" label={texts.alive} />),
      },
    ],
    [texts, format, now],
  );
  return <TitledTable title={texts.title} columns={columns} rows={processes} rowKey={(row) => row.id} empty={<EmptyState title={texts.none} />} />;
}

export function JobsTable({ jobs }: { readonly jobs: readonly Job[] }) {
  const texts = useOperationsTexts().jobs;
  const format = useFormat();
  const columns = useMemo<readonly DataColumn<Job>[]>(
    () => [
      { id: 'job', header: texts.job, width: '2fr', onCard: 'title', cell: (row) => <code>{row.job}</code> },
      { id: 'waiting', header: texts.waiting, align: 'end', cell: (row) => format.integer(row.waiting) },
      { id: 'failing', header: texts.failing, align: 'end', cell: (row) => (row.failing > 0 ? <ToneBadge tone="danger" label={format.integer(row.failing)} /> : format.integer(0)) },
      { id: 'oldest', header: texts.oldest, align: 'end', width: 156, cell: (row) => format.instant(row.oldestAt) },
    ],
    [texts, format],
  );
  return <TitledTable title={texts.title} columns={columns} rows={jobs} rowKey={(row) => row.job} empty={<EmptyState title={texts.none} why={texts.noneWhy} />} />;
}

export function ConsumersTable({ consumers }: { readonly consumers: readonly Consumer[] }) {
  const texts = useOperationsTexts().consumers;
  const format = useFormat();
  const columns = useMemo<readonly DataColumn<Consumer>[]>(
    () => [
      { id: 'name', header: texts.name, width: '2fr', onCard: 'title', cell: (row) => <code>{row.name}</code> },
      { id: 'position', header: texts.position, align: 'end', cell: (row) => format.integer(row.position) },
      { id: 'behind', header: texts.behind, align: 'end', cell: (row) => format.integer(row.behind) },
      {
        id: 'state', header: texts.state, width: 128, onCard: 'aside',
        cell: (row) => {
          if (row.failingSince !== null) return <ToneBadge tone="danger" label={texts.failing} title={`${texts.since(format.instant(row.failingSince))}: ${row.failure ?? ''}`} />;
          return row.behind > 0 ? <ToneBadge tone="info" label={texts.catchingUp} /> : <ToneBadge tone="ok" label={texts.upToDate} />;
        },
      },
    ],
    [texts, format],
  );
  return <TitledTable title={texts.title} columns={columns} rows={consumers} rowKey={(row) => row.name} empty={<EmptyState title={texts.none} />} />;
}

export function SchedulesTable({ schedules }: { readonly schedules: readonly Schedule[] }) {
  const texts = useOperationsTexts().schedules;
  const format = useFormat();
  const columns = useMemo<readonly DataColumn<Schedule>[]>(
    () => [
      { id: 'job', header: texts.job, onCard: 'title', cell: (row) => <code>{row.job}</code> },
      { id: 'why', header: texts.why, width: '3fr', cell: (row) => <span lang="en">{row.why}</span> },
      { id: 'cron', header: texts.cron, width: 128, cell: (row) => <code>{row.cron}</code> },
      { id: 'last', header: texts.last, align: 'end', width: 156, cell: (row) => (row.lastRunAt === null ? texts.never : format.instant(row.lastRunAt)) },
    ],
    [texts, format],
  );
  return <TitledTable title={texts.title} columns={columns} rows={schedules} rowKey={(row) => row.job} empty={<EmptyState title={texts.none} />} />;
}
