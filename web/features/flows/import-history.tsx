import { useMemo } from 'react';
import type { ImportKindListed, ImportListed } from '#flows/api';
import { usePagesOf } from '../../request/index.ts';
import { DataTable, EmptyState, ToneBadge, useFormat, useLanguage, type DataColumn, type Tone } from '../../ui/index.ts';
import { listImports } from './endpoints.ts';
import classes from './imports.module.css';
import { useFlowsTexts } from './use-flows-texts.ts';

const tones: Readonly<Record<ImportListed['state'], Tone>> = { uploading: 'neutral', ready: 'info', queued: 'neutral', running: 'info', done: 'ok', refused: 'danger', failed: 'danger' };

interface ImportHistoryProps {
  readonly kinds: readonly ImportKindListed[];
  readonly onOpen: (imported: ImportListed) => void;
}

/** Files that came in, the latest first. */
export function ImportHistory({ kinds, onOpen }: ImportHistoryProps) {
  const texts = useFlowsTexts();
  const format = useFormat();
  const language = useLanguage();
  const list = usePagesOf(listImports, { query: { limit: 50 } });
  const columns = useMemo<readonly DataColumn<ImportListed>[]>(() => {
    const { history } = texts;
    return [
      { id: 'file', header: history.file, width: '2fr', onCard: 'title', cell: (row) => <b title={row.fileName}>{row.fileName}</b> },
      { id: 'kind', header: history.kind, width: '1fr', cell: (row) => kinds.find((kind) => kind.key === row.kind)?.words[language] ?? row.kind },
      { id: 'by', header: history.by, width: '1fr', cell: (row) => row.by },
      { id: 'at', header: history.at, width: 148, cell: (row) => format.instant(row.createdAt) },
      { id: 'result', header: history.result, width: '2fr', cell: (row) => (row.state === 'done' ? history.summary(format.integer(row.added), format.integer(row.changed), format.integer(row.same)) : '–') },
      { id: 'state', header: history.state, width: 120, onCard: 'aside', cell: (row) => <ToneBadge tone={tones[row.state]} label={texts.states[row.state]} /> },
    ];
  }, [texts, format, language, kinds]);
  return (
    <section className={classes.previous} aria-label={texts.history.title}>
      <h2 className={classes.heading}>{texts.history.title}</h2>
      <DataTable
        label={texts.history.title}
        columns={columns}
        rows={list.state === 'ready' ? list.items : undefined}
        rowKey={(row) => row.importId}
        problem={list.problem}
        onRetry={list.retry}
        hasMore={list.hasMore}
        loadingMore={list.loadingMore}
        onEnd={list.loadMore}
        onOpen={onOpen}
        maxHeight="50dvh"
        empty={<EmptyState title={texts.history.emptyTitle} why={texts.history.emptyWhy} />}
      />
    </section>
  );
}
