import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { listWrittenRoute } from '#news/api';
import type { ResponseOf } from '../../request/endpoint.ts';
import { useQueryOf } from '../../request/index.ts';
import { usePageSearch, wordIn, type RawSearch } from '../../shells/page-search.ts';
import { useRowHeight } from '../../shells/preferences.ts';
import { Button, DataTable, EmptyState, FilterBar, InstantText, Page, ToneBadge, useFormat, type DataColumn } from '../../ui/index.ts';
import { listWritten } from './endpoints.ts';
import { stateTones } from './state-tones.ts';
import { useNewsTexts } from './use-news-texts.ts';

type Row = ResponseOf<typeof listWrittenRoute>['items'][number];
const states = ['draft', 'scheduled', 'published', 'withdrawn', 'archived'] as const;
const readSearch = (raw: RawSearch) => ({ state: wordIn(raw, 'state', states) });

/** What writers of this part of the organisation have in hand and have published. */
export function WrittenPage() {
  const texts = useNewsTexts();
  const format = useFormat();
  const navigate = useNavigate();
  const rowHeight = useRowHeight();
  const [{ state }, change] = usePageSearch(readSearch);
  const { data, error, refetch } = useQueryOf(listWritten, { query: { state, limit: 100 } }, { keepPrevious: true });
  const columns = useMemo<readonly DataColumn<Row>[]>(
    () => [
      { id: 'name', header: texts.desk.name, width: '3fr', onCard: 'title', cell: (row) => row.titleIt },
      { id: 'kind', header: texts.kind, width: 120, cell: (row) => texts.kinds[row.kind] },
      { id: 'state', header: texts.desk.state, width: 140, onCard: 'aside', cell: (row) => <ToneBadge tone={stateTones[row.state]} label={texts.states[row.state]} /> },
      { id: 'from', header: texts.desk.validFrom, width: 120, cell: (row) => format.date(row.validFrom) },
      { id: 'changed', header: texts.desk.changed, width: 160, cell: (row) => <InstantText instant={row.changedAt} /> },
    ],
    [texts, format],
  );
  return (
    <Page title={texts.desk.title} actions={<Button kind="primary" icon="plus" onClick={() => void navigate({ to: '/news-desk/$id', params: { id: 'new' } })}>{texts.desk.begin}</Button>}>
      <FilterBar
        filters={[{ id: 'state', label: texts.desk.state, value: state ?? '', options: [{ value: '', label: texts.all }, ...states.map((value) => ({ value, label: texts.states[value] }))], onChange: (value) => change({ state: states.find((each) => each === value) }) }]}
        onClear={() => change({ state: undefined })}
      />
      <DataTable
        label={texts.desk.title}
        columns={columns}
        rows={data?.items}
        rowKey={(row) => row.id}
        problem={error ?? undefined}
        onRetry={() => void refetch()}
        onOpen={(row) => void navigate({ to: '/news-desk/$id', params: { id: row.id } })}
        rowHeight={rowHeight}
        empty={<EmptyState title={texts.desk.emptyTitle} why={texts.desk.emptyWhy} />}
      />
    </Page>
  );
}
