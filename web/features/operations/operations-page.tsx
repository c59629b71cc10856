import { Link } from '@tanstack/react-router';
import type { Operations } from '#platform/operations-api';
import type { readOperations } from '#platform/operations-api';
import { endpoint, useQueryOf } from '../../request/index.ts';
import { Button, FigureList, InstantText, KpiTile, LoadingBlock, LoadingRows, Notice, Page, Panel, Problem, useFormat } from '../../ui/index.ts';
import { ConsumersTable, JobsTable, ProcessesTable, SchedulesTable } from './operations-tables.tsx';
import { findTroubles, type Trouble } from './find-troubles.ts';
import classes from './operations.module.css';
import { useOperationsTexts } from './use-operations-texts.ts';

const operations = endpoint<typeof readOperations>('GET', '/api/platform/operations');
const refreshEveryMs = 5000;

function useTroubleWords(): (trouble: Trouble) => string {
  const texts = useOperationsTexts().trouble;
  return (trouble) => {
    switch (trouble.kind) {
      case 'job': return texts.job(trouble.job, trouble.count);
      case 'consumer': return trouble.failure === null ? texts.consumer(trouble.name) : `${texts.consumer(trouble.name)}: ${trouble.failure}`;
      case 'process': return texts.process(trouble.role);
      case 'noWorker': return texts.noWorker;
      case 'unsealed': return texts.unsealed(trouble.count);
    }
  };
}

/** The first thing to know: does anything need me? */
function Verdict({ troubles }: { readonly troubles: readonly Trouble[] }) {
  const texts = useOperationsTexts();
  const words = useTroubleWords();
  if (troubles.length === 0) return <Notice tone="ok">{texts.healthy}</Notice>;
  return (
    <Notice tone="attention">
      <strong>{texts.troubled(troubles.length)}</strong>
      <ul className={classes.troubles}>
        {troubles.map((trouble) => {
          const text = words(trouble);
          return <li key={text}>{text}</li>;
        })}
      </ul>
    </Notice>
  );
}

function Audit({ audit }: { readonly audit: Operations['audit'] }) {
  const texts = useOperationsTexts().audit;
  const format = useFormat();
  return (
    <Panel title={texts.title}>
      <FigureList
        items={[
          { key: 'events', label: texts.events, value: format.integer(audit.events) },
          { key: 'unsealed', label: texts.unsealed, value: format.integer(audit.unsealed) },
          { key: 'blocks', label: texts.blocks, value: format.integer(audit.blocks) },
          { key: 'last', label: texts.last, value: <InstantText instant={audit.lastSealedAt} /> },
        ]}
      />
      <Link to="/audit" className={classes.link}>
        {texts.open}
      </Link>
    </Panel>
  );
}

/** Processes, queues, deliveries, schedules and seals on one page; read again every few seconds while it is open. */
export function OperationsPage() {
  const texts = useOperationsTexts();
  const format = useFormat();
  const { data, error, refetch, isFetching } = useQueryOf(operations, undefined, { everyMs: refreshEveryMs, staleTimeMs: 0 });
  return (
    <Page
      title={texts.title}
      subtitle={data === undefined ? undefined : texts.asOf(format.time(data.now))}
      actions={
        <Button busy={isFetching && data === undefined} onClick={() => void refetch()}>
          {texts.refresh}
        </Button>
      }
    >
      {error !== null && <Problem problem={error} compact={data !== undefined} lost="nothing" onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <>
          <LoadingBlock label={texts.loading} height={84} />
          <LoadingRows label={texts.loading} rows={5} />
        </>
      )}
      {data !== undefined && (
        <>
          <Verdict troubles={findTroubles(data)} />
          <div className={classes.tiles}>
            <KpiTile label={texts.version} value={data.version} />
            <KpiTile label={texts.database} value={data.databaseVersion.split(' ')[0]} />
            <KpiTile label={texts.jobs.waiting} value={format.integer(data.jobs.reduce((sum, job) => sum + job.waiting, 0))} />
            <KpiTile label={texts.consumers.behind} value={format.integer(data.consumers.reduce((sum, consumer) => sum + consumer.behind, 0))} />
          </div>
          <div className={classes.grid}>
            <ProcessesTable processes={data.processes} now={data.now} />
            <Audit audit={data.audit} />
            <ConsumersTable consumers={data.consumers} />
            <JobsTable jobs={data.jobs} />
          </div>
          <SchedulesTable schedules={data.schedules} />
        </>
      )}
    </Page>
  );
}
