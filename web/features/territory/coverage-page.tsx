import { Link } from '@tanstack/react-router';
import type { TreeNode } from '#territory/api';
import { addressOf, serverToday, useQueryOf } from '../../request/index.ts';
import { numberIn, textIn, usePageSearch, type RawSearch } from '../../shells/page-search.ts';
import { ActionMenu, Button, DateField, EmptyState, FilterBar, LoadingBlock, Page, Panel, Problem, RecordPicker, useFormat, useLanguage } from '../../ui/index.ts';
import { CoverageList } from './coverage-list.tsx';
import { coverage, exportCoverage, listTrees } from './endpoints.ts';
import { dayIn } from './day-in.ts';
import classes from './territory.module.css';
import { usePlaces } from './tree-pane.tsx';
import { says } from './tree-rows.ts';
import { useTerritoryTexts } from './use-territory-texts.ts';

const mostFound = 20;
const readSearch = (raw: RawSearch) => ({ dealer: numberIn(raw, 'dealer'), on: dayIn(raw, 'on'), tree: textIn(raw, 'tree') });

/** Who covered a dealer on a day: the question, its answer tree by tree, the same as a file. The address is the question. */
export function CoveragePage() {
  const all = useTerritoryTexts();
  const texts = all.coverage;
  const language = useLanguage();
  const format = useFormat();
  const today = serverToday();
  const [{ dealer, on = today, tree }, change] = usePageSearch(readSearch);
  const trees = useQueryOf(listTrees, undefined, { staleTimeMs: 600_000 });
  const { data: placesData, places, error: placesError, refetch: askPlaces } = usePlaces('sales', on);
  const { data, error, refetch } = useQueryOf(coverage, { params: { id: dealer ?? 0 }, query: { on } }, { enabled: dealer !== undefined, keepPrevious: true });
  const dealers = [...places.nodes.values()].filter(({ kind }) => kind === 'dealer');
  const picked: TreeNode | null = dealer === undefined ? null : (places.nodes.get(dealer) ?? null);
  const shown = data === undefined || tree === undefined ? data : { ...data, trees: data.trees.filter((one) => one.tree === tree) };
  const said = data === undefined ? '' : data.on === today ? all.detail.covered(format.date(data.on)) : data.on < today ? all.detail.coveredThen(format.date(data.on)) : all.detail.coveredLater(format.date(data.on));
  const get = (kind: 'csv' | 'xlsx'): void => window.location.assign(addressOf(exportCoverage, { params: { id: dealer ?? 0 }, query: { on, tree, format: kind, language } }));
  return (
    <Page
      title={texts.title}
      actions={
        dealer !== undefined && (
          <ActionMenu
            trigger={<Button icon="document">{all.export}</Button>}
            items={[
              { key: 'csv', label: all.exportCsv, detail: texts.exportWhat, onRun: () => get('csv') },
              { key: 'xlsx', label: all.exportXlsx, detail: texts.exportWhat, onRun: () => get('xlsx') },
            ]}
          />
        )
      }
    >
      <div className={classes.question}>
        <RecordPicker
          label={texts.who}
          value={picked}
          onPick={(node) => change({ dealer: node?.id })}
          search={(text) => Promise.resolve(dealers.filter((node) => says(node, text)).slice(0, mostFound))}
          within={placesData === undefined ? null : places}
          itemKey={(node) => String(node.id)}
          itemText={(node) => node.name}
          renderItem={(node) => `${node.name} · ${node.code}`}
          noneText={all.noneWhy}
          startHere
        />
        <DateField label={texts.day} value={on} onChange={(day) => change({ on: day === null || day === today ? undefined : day })} today={today} />
      </div>
      <FilterBar
        filters={[{
          id: 'tree', label: texts.tree, value: tree ?? '',
          options: [{ value: '', label: texts.allTrees }, ...(trees.data?.items ?? []).map((one) => ({ value: one.key, label: one.name[language] }))],
          onChange: (key) => change({ tree: key === '' ? undefined : key }),
        }]}
      />
      {placesError !== null && <Problem problem={placesError} compact onRetry={() => void askPlaces()} />}
      {dealer === undefined && <EmptyState title={texts.chooseTitle} why={texts.chooseWhy} />}
      {dealer !== undefined && data === undefined && error === null && <LoadingBlock label={texts.loading} />}
      {dealer !== undefined && error !== null && <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />}
      {dealer !== undefined && shown !== undefined && (
        <Panel title={`${shown.node.name} · ${said}`}>
          <div className={classes.columns}>
            <CoverageList answer={shown} withDays />
          </div>
          <p className={classes.small}><Link to="/territory" search={{ on, node: shown.node.id, search: shown.node.code }}>{texts.inTree}</Link></p>
        </Panel>
      )}
    </Page>
  );
}
