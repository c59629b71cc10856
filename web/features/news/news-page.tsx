import { Link } from '@tanstack/react-router';
import { memo, useState } from 'react';
import type { NewsKind, NewsSummary } from '#news/api';
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

interface PageOfNewsProps {
  readonly query: { readonly view: 'current' | 'archive'; readonly kind: NewsKind | undefined; readonly unread: 'yes' | undefined; readonly q: string | undefined };
  readonly filtered: boolean;
}

/** Fifty rows from a place in the list, and the way to the next fifty. */
function PageOfNews({ query, filtered, offset, onMore }: PageOfNewsProps & { readonly offset: number; readonly onMore: (() => void) | undefined }) {
  const texts = useNewsTexts();
  const { data, error, refetch } = useQueryOf(listNews, { query: { ...query, offset } }, { keepPrevious: true });
  if (data === undefined) return error === null ? <LoadingRows label={texts.loading} /> : <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />;
  if (data.items.length === 0) return offset > 0 ? null : <EmptyState title={texts.emptyTitle} why={filtered ? texts.emptyFiltered : texts.emptyWhy} />;
  return (
    <>
      <Panel flush>
        <ul className={classes.rows}>
          {data.items.map((item) => <Row key={item.id} item={item} />)}
        </ul>
      </Panel>
      {data.hasMore && onMore !== undefined && <Button onClick={onMore}>{texts.more}</Button>}
    </>
  );
}

function Pages(props: PageOfNewsProps) {
  const [count, setCount] = useState(1);
  return Array.from({ length: count }, (_, page) => <PageOfNews key={page} {...props} offset={page * 50} onMore={page === count - 1 ? () => setCount(count + 1) : undefined} />);
}

/** Everything that is addressed to the acting personality; unread first, filters in the address. */
export function NewsPage() {
  const texts = useNewsTexts();
  const [{ view, kind, unread, q }, change] = usePageSearch(readSearch);
  const filtered = kind !== undefined || unread !== undefined || q !== undefined || view !== undefined;
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
        <Pages key={JSON.stringify([view, kind, unread, q])} query={{ view: view ?? 'current', kind, unread, q }} filtered={filtered} />
        <div className={classes.actions}>
          <Digest />
        </div>
      </div>
    </Page>
  );
}
