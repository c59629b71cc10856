import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useQueryOf } from '../../request/index.ts';
import { numberIn, usePageSearch, type RawSearch } from '../../shells/page-search.ts';
import { LoadingBlock, Page, Problem, useLanguage } from '../../ui/index.ts';
import { readNews } from './endpoints.ts';
import { ItemView } from './item-view.tsx';
import classes from './news.module.css';
import { useNewsTexts } from './use-news-texts.ts';

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
      {data !== undefined && data.versions.length > 1 && (
        <label className={classes.label}>
          {texts.item.versions}
          <select className={classes.select} value={data.version} onChange={(event) => change({ version: Number(event.target.value) })}>
            {data.versions.map((one) => <option key={one.version} value={one.version}>{`${texts.item.version(one.version)} · ${texts.states[one.state]}`}</option>)}
          </select>
        </label>
      )}
    </Page>
  );
}
