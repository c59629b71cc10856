import { Link } from '@tanstack/react-router';
import { memo, useMemo, useState } from 'react';
import type { NewsSummary } from '#news/api';
import { useQueryOf, useWrite } from '../../request/index.ts';
import { textIn, usePageSearch, wordIn, type RawSearch } from '../../shells/page-search.ts';
import { Button, EmptyState, FilterBar, LoadingRows, Page, Panel, Problem, SegmentedButtons, ToneBadge, useFormat, useLanguage } from '../../ui/index.ts';
import { getDigest, listNews, setDigest } from './endpoints.ts';
import classes from './news.module.css';
import { useNewsTexts } from './use-news-texts.ts';

const kinds = ['news', 'circular', 'document'] as const;
const readSearch = (raw: RawSearch) => ({ view: wordIn(raw, 'view', ['archive']), kind: wordIn(raw, 'kind', kinds), unread: wordIn(raw, 'unread', ['yes']), q: textIn(raw, 'q') });

const Row = memo(function Row({ item }: { readonly item: NewsSummary }) {
  const texts = useNewsTexts();
  const format = useFormat();
  const english = useLanguage() === 'en';
  const waits = item.mustConfirm && item.confirmedAt === null;
  return (
    <li>
      <Link to="/news/$id" params={{ id: item.id }} className={classes.row}>
        <span className={item.firstSeenAt === null ? classes.dot : classes.seen}>{item.firstSeenAt === null && <span className="visually-hidden">{texts.unread}</span>}</span>
        <span>
          <span className={classes.name}>{(english ? item.titleEn : null) ?? item.titleIt}</span>
          <br />
          <span className={classes.small}>{[texts.kinds[item.kind], item.publisher, format.date(item.publishedAt.slice(0, 10)), ...(waits && item.confirmBy !== null ? [texts.confirmBy(format.date(item.confirmBy))] : [])].join(' · ')}</span>
        </span>
        {waits ? <ToneBadge tone="attention" label={texts.toConfirm} /> : <span />}
      </Link>
    </li>
  );
});

function Digest() {
  const texts = useNewsTexts();
  const choice = useQueryOf(getDigest);
  const choose = useWrite(setDigest, { refreshes: ['/api/news/digest'] });
  if (choice.data === undefined) return null;
  return (
    <SegmentedButtons
      label={texts.digest}
      size="toolbar"
      options={[{ value: 'on', label: texts.digestOn }, { value: 'off', label: texts.digestOff }]}
      value={choice.data.daily ? 'on' : 'off'}
      onChange={(value) => choose.mutate({ body: { daily: value === 'on' } })}
    />
  );
}

/** Everything that is addressed to the acting personality; unread first, filters in the address. */
export function NewsPage() {
  const texts = useNewsTexts();
  const [{ view, kind, unread, q }, change] = usePageSearch(readSearch);
  const [limit, setLimit] = useState(50);
  const request = useMemo(() => ({ query: { view: view ?? ('current' as const), kind, unread, q, limit } }), [view, kind, unread, q, limit]);
  const { data, error, refetch } = useQueryOf(listNews, request, { keepPrevious: true });
  return (
    <Page title={texts.title}>
      <div className={classes.wide}>
        <FilterBar
          search={{ label: texts.search, value: q ?? '', onChange: (text) => change({ q: text === '' ? undefined : text }) }}
          filters={[
            { id: 'view', label: texts.view, value: view ?? 'current', options: [{ value: 'current', label: texts.views.current }, { value: 'archive', label: texts.views.archive }], onChange: (value) => change({ view: value === 'archive' ? 'archive' : undefined }) },
            { id: 'kind', label: texts.kind, value: kind ?? '', options: [{ value: '', label: texts.all }, ...kinds.map((value) => ({ value, label: texts.kinds[value] }))], onChange: (value) => change({ kind: kinds.find((each) => each === value) }) },
            { id: 'unread', label: texts.reading, value: unread ?? '', options: [{ value: '', label: texts.all }, { value: 'yes', label: texts.unreadOnly }], onChange: (value) => change({ unread: value === 'yes' ? 'yes' : undefined }) },
          ]}
          onClear={() => change({ view: undefined, kind: undefined, unread: undefined, q: undefined })}
        />
        {data === undefined && error === null && <LoadingRows label={texts.loading} />}
        {data === undefined && error !== null && <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />}
        {data !== undefined && data.items.length === 0 && <EmptyState title={texts.emptyTitle} why={kind !== undefined || unread !== undefined || q !== undefined || view !== undefined ? texts.emptyFiltered : texts.emptyWhy} />}
        {data !== undefined && data.items.length > 0 && (
          <Panel flush>
            <ul className={classes.rows}>
              {data.items.map((item) => <Row key={item.id} item={item} />)}
            </ul>
          </Panel>
        )}
        {data?.hasMore === true && limit < 100 && <Button onClick={() => setLimit(100)}>{texts.more}</Button>}
        <div className={classes.actions}>
          <Digest />
        </div>
      </div>
    </Page>
  );
}
