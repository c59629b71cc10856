import { lazy, Suspense, useMemo } from 'react';
import type { Version } from '#vehicles/api';
import { usePagesOf, useQueryOf } from '../../request/index.ts';
import { textIn, usePageSearch, type RawSearch } from '../../shells/page-search.ts';
import { Button, DataTable, EmptyState, FilterBar, Notice, Page, useFormat, type DataColumn } from '../../ui/index.ts';
import { getVersion, listVersions } from './endpoints.ts';
import { MakeList } from './make-list.tsx';
import classes from './catalogue-page.module.css';
import { useVehicleTexts } from './use-vehicle-texts.ts';

// It brings the rules of price lists with it.
const VersionPanel = lazy(async () => ({ default: (await import('./configurator/version-panel.tsx')).VersionPanel }));
const pageSize = 100;
const parse = (raw: RawSearch) => ({ text: textIn(raw, 'text')?.slice(0, 80), make: textIn(raw, 'make'), version: textIn(raw, 'version') });

function useVersionColumns(): readonly DataColumn<Version>[] {
  const texts = useVehicleTexts();
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'make', header: texts.catalogue.make, width: '1fr', cell: (row) => row.make, onCard: 'none' },
      { id: 'version', header: texts.catalogue.version, width: '2.4fr', cell: (row) => <b title={`${row.carline} ${row.name}`}>{`${row.carline} ${row.name}`}</b>, onCard: 'title' },
      { id: 'code', header: texts.catalogue.code, width: '1.4fr', cell: (row) => <span title={row.code}>{row.code}</span> },
      { id: 'fuel', header: texts.catalogue.fuel, width: 144, cell: (row) => texts.fuels[row.fuel] ?? row.fuel },
      { id: 'power', header: texts.catalogue.power, align: 'end', width: 64, cell: (row) => format.integer(row.powerKw) },
      { id: 'co2', header: texts.catalogue.co2, align: 'end', width: 96, cell: (row) => format.integer(row.co2GKm) },
      { id: 'list', header: texts.catalogue.listPrice, align: 'end', width: 104, cell: (row) => <b>{format.amount(row.listPriceCents)}</b>, onCard: 'aside' },
    ],
    [texts, format],
  );
}

/** `/catalogue`: makes at the left, their versions at the right; a version opens its card, the card its quote. */
export function CataloguePage() {
  const texts = useVehicleTexts();
  const [search, change] = usePageSearch(parse);
  const { text, make, version } = search;
  const list = usePagesOf(listVersions, { query: { limit: pageSize, ...(text === undefined ? {} : { text }), ...(make === undefined ? {} : { makeId: make }) } });
  const columns = useVersionColumns();
  const listed = list.items.find((row) => row.versionId === version);
  const named = useQueryOf(getVersion, { params: { id: version ?? '' } }, { enabled: version !== undefined && listed === undefined && list.state === 'ready' });
  const filtered = text !== undefined || make !== undefined;
  const clear = (): void => change({ text: undefined, make: undefined });
  return (
    <Page title={texts.catalogue.title}>
      <FilterBar
        search={{ label: texts.catalogue.search, placeholder: texts.catalogue.search, value: text ?? '', onChange: (typed) => change({ text: typed === '' ? undefined : typed }) }}
        onClear={clear}
      />
      {named.error !== null && version !== undefined && listed === undefined && <Notice tone="attention">{texts.catalogue.gone}</Notice>}
      <div className={classes.columns}>
        <MakeList chosen={make} onChoose={(makeId) => change({ make: makeId })} />
        <DataTable<Version>
          label={texts.catalogue.label}
          columns={columns}
          rows={list.state === 'ready' ? list.items : undefined}
          rowKey={(row) => row.versionId}
          problem={list.problem}
          onRetry={list.retry}
          empty={
            filtered ? (
              <EmptyState title={texts.catalogue.noneTitle} why={texts.catalogue.noneWhy} action={<Button onClick={clear}>{texts.catalogue.clear}</Button>} />
            ) : (
              <EmptyState title={texts.catalogue.emptyTitle} why={texts.catalogue.emptyWhy} />
            )
          }
          hasMore={list.hasMore}
          loadingMore={list.loadingMore}
          onEnd={list.loadMore}
          onOpen={(row) => change({ version: row.versionId })}
          startHere
        />
      </div>
      <Suspense fallback={null}>{version !== undefined && <VersionPanel version={listed ?? named.data ?? null} onClose={() => change({ version: undefined })} />}</Suspense>
    </Page>
  );
}
