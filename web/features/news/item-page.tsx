import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useQueryOf } from '../../request/index.ts';
import { numberIn, usePageSearch, type RawSearch } from '../../shells/page-search.ts';
import { LoadingBlock, Page, Problem, useLanguage } from '../../ui/index.ts';
import { readNews } from './endpoints.ts';
import { ItemView } from './item-view.tsx';
import { useNewsTexts } from './use-news-texts.ts';
import { VersionChoice } from './version-choice.tsx';

const readSearch = (raw: RawSearch) => ({ version: numberIn(raw, 'version') });

/** One item as its readers see it. */
export function ItemPage() {
  const texts = useNewsTexts();
  const english = useLanguage() === 'en';
  const { id = '' } = useParams({ strict: false });
  const [{ version }, change] = usePageSearch(readSearch);
  const request = useMemo(() => ({ params: { id }, query: { version } }), [id, version]);
  const { data, error, refetch } = useQueryOf(readNews, request);
  return (
    <Page title={data === undefined ? texts.title : ((english ? data.titleEn : null) ?? data.titleIt)}>
      <p><Link to="/news">{texts.item.back}</Link></p>
      {data === undefined && error === null && <LoadingBlock label={texts.loading} />}
      {data === undefined && error !== null && <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />}
      {data !== undefined && <ItemView key={`${data.id}:${data.version}`} item={data} />}
      {data !== undefined && <VersionChoice versions={data.versions} value={data.version} onChange={(chosen) => change({ version: chosen })} />}
    </Page>
  );
}
