import { useMemo, useState } from 'react';
import { addressOf, useQueryOf } from '../../request/index.ts';
import { numberIn, textIn, usePageSearch, wordIn, type RawSearch } from '../../shells/page-search.ts';
import { useRowHeight } from '../../shells/preferences.ts';
import { Button, DataTable, EmptyState, LinkButton, LoadingRows, Page, Panel, Problem, SegmentedButtons, TextButton, useFormat, useLanguage, type DataColumn } from '../../ui/index.ts';
import { exportReceipts, listHeads, receiptPeople, receiptsByArea } from './endpoints.ts';
import classes from './news.module.css';
import { useNewsTexts } from './use-news-texts.ts';

const readSearch = (raw: RawSearch) => ({ item: textIn(raw, 'item'), version: numberIn(raw, 'version'), node: numberIn(raw, 'node'), show: wordIn(raw, 'show', ['all']) });
interface Of {
  readonly id: string;
  readonly version: number;
  readonly node: number | undefined;
  readonly show: 'missing' | 'all';
}
interface Area {
  readonly nodeId: number;
  readonly name: string;
  readonly recipients: number;
  readonly seen: number;
  readonly confirmed: number;
}

function People({ of, onShow }: { readonly of: Of; readonly onShow: (show: 'missing' | 'all') => void }) {
  const texts = useNewsTexts().receipts;
  const format = useFormat();
  const language = useLanguage();
  const [limit, setLimit] = useState(50);
  const params = { id: of.id, version: of.version };
  const { data, error, refetch } = useQueryOf(receiptPeople, { params, query: { nodeId: of.node, show: of.show, limit } }, { keepPrevious: true });
  return (
    <Panel title={texts.people} actions={<LinkButton href={addressOf(exportReceipts, { params, query: { nodeId: of.node, show: of.show, format: 'csv', language } })} download>{texts.export}</LinkButton>}>
      <div className={classes.actions}>
        <SegmentedButtons label={texts.show} hideLabel size="toolbar" options={[{ value: 'missing', label: texts.showMissing }, { value: 'all', label: texts.showAll }]} value={of.show} onChange={onShow} />
      </div>
      {data === undefined && error === null && <LoadingRows label={texts.people} rows={4} />}
      {data === undefined && error !== null && <Problem problem={error} compact onRetry={() => void refetch()} />}
      {data !== undefined && data.items.length === 0 && <EmptyState title={texts.nobodyTitle} why={texts.nobodyWhy} />}
      {data?.items.map((person) => (
        <div key={person.personalityId} className={classes.line}>
          <span className={classes.grow}><strong>{person.displayName}</strong> <span className={classes.small}>{person.label}</span></span>
          <span className={classes.small}>{person.firstSeenAt === null ? '–' : `${texts.readAt} ${format.instant(person.firstSeenAt)}`}</span>
          <span className={classes.small}>{person.confirmedAt === null ? '' : `${texts.confirmedAt} ${format.instant(person.confirmedAt)}`}</span>
        </div>
      ))}
      {data?.hasMore === true && limit < 200 && <Button onClick={() => setLimit(200)}>{texts.more}</Button>}
    </Panel>
  );
}

function Areas({ of, onNode }: { readonly of: Of; readonly onNode: (nodeId: number) => void }) {
  const texts = useNewsTexts().receipts;
  const format = useFormat();
  const rowHeight = useRowHeight();
  const { data, error, refetch } = useQueryOf(receiptsByArea, { params: { id: of.id, version: of.version }, query: { nodeId: of.node } }, { keepPrevious: true });
  const mustConfirm = data?.mustConfirm === true;
  const columns = useMemo<readonly DataColumn<Area>[]>(
    () => [
      { id: 'area', header: texts.area, width: '2fr', onCard: 'title', cell: (area) => area.name },
      { id: 'recipients', header: texts.recipients, width: 110, align: 'end', cell: (area) => format.integer(area.recipients) },
      { id: 'seen', header: texts.seen, width: 110, align: 'end', cell: (area) => format.integer(area.seen) },
      { id: 'missing', header: texts.missing, width: 110, align: 'end', cell: (area) => format.integer(area.recipients - area.seen) },
      ...(mustConfirm ? [{ id: 'confirmed', header: texts.confirmedHead, width: 120, align: 'end' as const, cell: (area: Area) => format.integer(area.confirmed) }] : []),
    ],
    [texts, format, mustConfirm],
  );
  if (data === undefined) return error === null ? <LoadingRows label={texts.area} rows={4} /> : <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />;
  return (
    <>
      <div className={classes.actions}>
        {data.path.map((node) => <TextButton key={node.nodeId} onClick={() => onNode(node.nodeId)}>{node.name}</TextButton>)}
        <strong>{texts.figures(format.integer(data.total.seen), format.integer(data.total.recipients))}</strong>
        {mustConfirm && <span>{texts.confirmed(format.integer(data.total.confirmed))}</span>}
      </div>
      {data.areas.length > 0 && <DataTable label={texts.area} columns={columns} rows={data.areas} rowKey={(area) => String(area.nodeId)} onOpen={(area) => onNode(area.nodeId)} rowHeight={rowHeight} empty={<EmptyState title={texts.emptyTitle} />} />}
    </>
  );
}

/** Who has read and who has not: by area, down to the names, and as a file. */
export function ReceiptsPage() {
  const all = useNewsTexts();
  const texts = all.receipts;
  const english = useLanguage() === 'en';
  const [search, change] = usePageSearch(readSearch);
  const heads = useQueryOf(listHeads, { query: { limit: 100 } });
  const chosen = heads.data?.items.find((head) => head.id === search.item && (search.version === undefined || head.version === search.version)) ?? heads.data?.items[0];
  const of: Of | undefined = chosen === undefined ? undefined : { id: chosen.id, version: chosen.version, node: search.node, show: search.show ?? 'missing' };
  return (
    <Page title={texts.title}>
      <div className={classes.wide}>
        {heads.data === undefined && heads.error === null && <LoadingRows label={all.loading} rows={3} />}
        {heads.data === undefined && heads.error !== null && <Problem problem={heads.error} lost="nothing" onRetry={() => void heads.refetch()} />}
        {heads.data?.items.length === 0 && <EmptyState title={texts.emptyTitle} why={texts.emptyWhy} />}
        {heads.data !== undefined && chosen !== undefined && of !== undefined && (
          <>
            <label className={classes.label}>
              {texts.choose}
              <select
                className={classes.select}
                value={`${chosen.id} ${chosen.version}`}
                onChange={(event) => {
                  const [item, version] = event.target.value.split(' ');
                  change({ item, version: Number(version), node: undefined });
                }}
              >
                {heads.data.items.map((head) => (
                  <option key={`${head.id} ${head.version}`} value={`${head.id} ${head.version}`}>{`${(english ? head.titleEn : null) ?? head.titleIt} · ${all.item.version(head.version)} · ${all.states[head.state]}`}</option>
                ))}
              </select>
            </label>
            <Areas of={of} onNode={(node) => change({ node })} />
            <People key={`${of.id} ${of.version} ${of.node}`} of={of} onShow={(show) => change({ show: show === 'all' ? 'all' : undefined })} />
          </>
        )}
      </div>
    </Page>
  );
}
