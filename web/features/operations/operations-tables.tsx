/** The short tables of the operations page: plain tables, because everything fits and nothing is opened. */
import type { ReactNode } from 'react';
import type { Operations } from '#platform/operations-api';
import { EmptyState, InstantText, Panel, ToneBadge, useFormat } from '../../ui/index.ts';
import { isSilent } from './find-troubles.ts';
import classes from './operations.module.css';
import { useOperationsTexts } from './use-operations-texts.ts';

interface Column<T> {
  readonly header: string;
  readonly figure?: boolean;
  readonly cell: (row: T) => ReactNode;
}

interface ShortTableProps<T> {
  readonly title: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly none: string;
  readonly why?: string;
}

function ShortTable<T>({ title, columns, rows, rowKey, none, why }: ShortTableProps<T>) {
  return (
    <Panel title={title}>
      {rows.length === 0 ? (
        <EmptyState title={none} why={why} />
      ) : (
        <div className={classes.scroller} role="group" aria-label={title} tabIndex={0}>
          <table className={classes.table}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.header} scope="col" className={column.figure === true ? classes.figure : undefined}>
                    {column.header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={rowKey(row)}>
                  {columns.map((column) => (
                    <td key={column.header} className={column.figure === true ? classes.figure : undefined}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

export function ProcessesTable({ processes, now }: { readonly processes: Operations['processes']; readonly now: string }) {
  const texts = useOperationsTexts().processes;
  return (
    <ShortTable
      title={texts.title}
      none={texts.none}
      rows={processes}
      rowKey={(row) => row.id}
      columns={[
        { header: texts.role, cell: (row) => <strong>{row.role}</strong> },
        { header: texts.host, cell: (row) => row.host },
        { header: texts.version, cell: (row) => row.version },
        { header: texts.started, cell: (row) => <InstantText instant={row.startedAt} /> },
        { header: texts.seen, cell: (row) => <InstantText instant={row.seenAt} /> },
        { header: texts.state, cell: (row) => (isSilent(row, now) ? <ToneBadge tone="attention" label={texts.silent} /> : <ToneBadge tone="ok" label={texts.alive} />) },
      ]}
    />
  );
}

export function JobsTable({ jobs }: { readonly jobs: Operations['jobs'] }) {
  const texts = useOperationsTexts().jobs;
  const format = useFormat();
  return (
    <ShortTable
      title={texts.title}
      none={texts.none}
      why={texts.noneWhy}
      rows={jobs}
      rowKey={(row) => row.job}
      columns={[
        { header: texts.job, cell: (row) => <code>{row.job}</code> },
        { header: texts.waiting, figure: true, cell: (row) => format.integer(row.waiting) },
        { header: texts.failing, figure: true, cell: (row) => (row.failing > 0 ? <ToneBadge tone="danger" label={format.integer(row.failing)} /> : format.integer(0)) },
        { header: texts.oldest, figure: true, cell: (row) => <InstantText instant={row.oldestAt} /> },
      ]}
    />
  );
}

export function ConsumersTable({ consumers }: { readonly consumers: Operations['consumers'] }) {
  const texts = useOperationsTexts().consumers;
  const format = useFormat();
  const state = (row: Operations['consumers'][number]): ReactNode => {
    if (row.failingSince !== null) return <ToneBadge tone="danger" label={texts.failing} title={`${texts.since(format.instant(row.failingSince))}: ${row.failure ?? ''}`} />;
    return row.behind > 0 ? <ToneBadge tone="info" label={texts.catchingUp} /> : <ToneBadge tone="ok" label={texts.upToDate} />;
  };
  return (
    <ShortTable
      title={texts.title}
      none={texts.none}
      rows={consumers}
      rowKey={(row) => row.name}
      columns={[
        { header: texts.name, cell: (row) => <code>{row.name}</code> },
        { header: texts.position, figure: true, cell: (row) => format.integer(row.position) },
        { header: texts.behind, figure: true, cell: (row) => format.integer(row.behind) },
        { header: texts.state, cell: state },
      ]}
    />
  );
}

export function SchedulesTable({ schedules }: { readonly schedules: Operations['schedules'] }) {
  const texts = useOperationsTexts().schedules;
  return (
    <ShortTable
      title={texts.title}
      none={texts.none}
      rows={schedules}
      rowKey={(row) => row.job}
      columns={[
        { header: texts.job, cell: (row) => <code>{row.job}</code> },
        { header: texts.why, cell: (row) => <span lang="en">{row.why}</span> },
        { header: texts.cron, cell: (row) => <code>{row.cron}</code> },
        { header: texts.last, figure: true, cell: (row) => (row.lastRunAt === null ? texts.never : <InstantText instant={row.lastRunAt} />) },
      ]}
    />
  );
}
