import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useMay, useQueryOf } from '../../../request/index.ts';
import { numberIn, textIn, usePageSearch, type RawSearch } from '../../../shells/page-search.ts';
import { useRowHeight } from '../../../shells/preferences.ts';
import { Button, buildTree, DateText, EmptyState, FigureList, FilterBar, LoadingRows, nodesAbove, Notice, Page, Panel, Problem, rowsInView, SidePanel, useFormat, useIsPhone } from '../../../ui/index.ts';
import { organisation } from '../endpoints.ts';
import classes from './organisation.module.css';
import { OrganisationTreeView } from './organisation-tree-view.tsx';
import { matchingNodes, type OrganisationNode, type OrganisationTree } from './organisation-tree.ts';
import { useIdentityTexts } from '../use-identity-texts.ts';

const readSearch = (raw: RawSearch) => ({ node: numberIn(raw, 'node'), search: textIn(raw, 'search') });

function NodeDetail({ tree, node }: { readonly tree: OrganisationTree; readonly node: OrganisationNode }) {
  const texts = useIdentityTexts().organisation;
  const format = useFormat();
  const may = useMay();
  const place = [node.city, node.province === null ? null : `(${node.province})`].filter((part) => part !== null).join(' ');
  const above = nodesAbove(tree, node.id);
  const items = [
    { key: 'kind', label: texts.kind, value: texts.kinds[node.kind] },
    { key: 'code', label: texts.code, value: node.code },
    ...(place === '' ? [] : [{ key: 'place', label: texts.place, value: place }]),
    ...(above[0] === undefined ? [] : [{ key: 'above', label: texts.above, value: above[0].name }]),
    { key: 'below', label: texts.below, value: format.integer((tree.children.get(node.id) ?? []).length) },
    { key: 'here', label: texts.here, value: format.integer(node.people) },
    { key: 'all', label: texts.hereAndBelow, value: format.integer(node.peopleBelow) },
    { key: 'from', label: texts.validFrom, value: <DateText date={node.validFrom} /> },
    ...(node.validTo === null ? [] : [{ key: 'to', label: texts.validTo, value: <DateText date={node.validTo} /> }]),
  ];
  return (
    <>
      <FigureList items={items} />
      {may('identity.people.read') && (
        <Link to="/people" search={{ node: node.id }} className={classes.link}>
          {texts.seePeople}
        </Link>
      )}
    </>
  );
}

/** The tree from the active scope downwards, and the data of the chosen node. */
export function OrganisationPage() {
  const texts = useIdentityTexts().organisation;
  const phone = useIsPhone();
  const rowHeight = useRowHeight();
  const [{ node: chosen, search }, change] = usePageSearch(readSearch);
  const { data, error, refetch } = useQueryOf(organisation, undefined, { staleTimeMs: 120_000 });
  const tree = useMemo(() => buildTree(data?.items ?? []), [data]);
  const [toggled, setToggled] = useState<ReadonlySet<number>>();
  // To begin with: the roots, and the way to the node that the address names.
  const expanded = useMemo(() => toggled ?? new Set([...tree.roots, ...(chosen === undefined ? [] : nodesAbove(tree, chosen).map((node) => node.id))]), [toggled, tree, chosen]);
  const shown = useMemo(() => matchingNodes(tree, search ?? ''), [tree, search]);
  const rows = useMemo(() => rowsInView(tree, expanded, shown), [tree, expanded, shown]);
  const node = chosen === undefined ? undefined : tree.nodes.get(chosen);
  const root = tree.nodes.get(tree.roots[0] ?? 0);
  const detailed = node ?? root;
  const toggle = (id: number, open: boolean): void => {
    const next = new Set(expanded);
    if (open) next.add(id);
    else next.delete(id);
    setToggled(next);
  };

  return (
    <Page
      title={texts.title}
      subtitle={root === undefined ? undefined : texts.count(tree.nodes.size, root.peopleBelow)}
      actions={
        <>
          <Button onClick={() => setToggled(new Set(tree.children.keys()))}>{texts.openAll}</Button>
          <Button onClick={() => setToggled(new Set(tree.roots))}>{texts.closeAll}</Button>
        </>
      }
    >
      {data === undefined && error === null && <LoadingRows label={texts.loading} />}
      {data === undefined && error !== null && <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />}
      {data?.complete === false && <Notice tone="attention">{texts.incomplete}</Notice>}
      {data !== undefined && data.items.length === 0 && <EmptyState title={texts.emptyTitle} why={texts.emptyWhy} />}
      {data !== undefined && data.items.length > 0 && (
        <div className={classes.split}>
          <div className={classes.list}>
            <FilterBar
              search={{ label: texts.search, placeholder: texts.searchHint, value: search ?? '', onChange: (text) => change({ search: text }) }}
              count={shown === undefined ? texts.keys : undefined}
            />
            <Panel flush>
              {rows.length === 0 ? (
                <EmptyState title={texts.none} why={texts.noneWhy} />
              ) : (
                <OrganisationTreeView rows={rows} current={chosen ?? rows[0]?.node.id} rowHeight={rowHeight} onGo={(id) => change({ node: id })} onToggle={toggle} />
              )}
            </Panel>
          </div>
          {phone ? (
            <SidePanel opened={node !== undefined} onClose={() => change({ node: undefined })} title={node?.name ?? ''}>
              {node !== undefined && <NodeDetail tree={tree} node={node} />}
            </SidePanel>
          ) : (
            <aside className={classes.detail}>
              <Panel title={detailed?.name}>{detailed === undefined ? <p>{texts.choose}</p> : <NodeDetail tree={tree} node={detailed} />}</Panel>
            </aside>
          )}
        </div>
      )}
    </Page>
  );
}
