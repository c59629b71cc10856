import { useMemo } from 'react';
import type { TreeNode } from '#territory/api';
import { useQueryOf } from '../../request/index.ts';
import { buildTree, Button, LoadingRows, Panel, Problem, useFormat } from '../../ui/index.ts';
import { treeOnDay } from './endpoints.ts';
import classes from './territory.module.css';
import { useTerritoryTexts } from './use-territory-texts.ts';

interface DealerPartsProps {
  readonly dealerId: number;
  readonly day: string;
  /** Undefined where the reader moves nothing. */
  readonly onMove: ((part: TreeNode) => void) | undefined;
}

/** The branches of a dealer on the day, each with its sellers: placed things like the dealer itself. */
export function DealerParts({ dealerId, day, onMove }: DealerPartsProps) {
  const all = useTerritoryTexts();
  const texts = all.parts;
  const format = useFormat();
  const { data, error, refetch } = useQueryOf(treeOnDay, { params: { tree: 'sales' }, query: { on: day, below: dealerId } }, { keepPrevious: true });
  const tree = useMemo(() => buildTree(data?.items ?? []), [data]);
  const line = (node: TreeNode, inner: boolean) => (
    <li key={node.id} className={inner ? classes.inner : classes.part}>
      <span>
        {inner ? node.name : <strong>{node.name}</strong>} <span className={classes.meta}>{`${all.kinds[node.kind]} ${node.code}`}</span>
        {node.nextMoveOn !== null && <span className={classes.next}>{all.movesOn(format.date(node.nextMoveOn))}</span>}
      </span>
      {onMove !== undefined && node.mayMove && <Button kind="quiet" aria-label={texts.move(node.name)} onClick={() => onMove(node)}>{texts.moveShort}</Button>}
    </li>
  );
  return (
    <Panel title={texts.title}>
      {data === undefined && error === null && <LoadingRows label={all.loading} rows={2} />}
      {data === undefined && error !== null && <Problem problem={error} compact onRetry={() => void refetch()} />}
      {data !== undefined && data.items.length === 0 && <p className={classes.small}>{texts.none}</p>}
      <ul className={classes.lines}>
        {tree.roots.flatMap((id) => {
          const root = tree.nodes.get(id);
          return root === undefined ? [] : [line(root, root.kind === 'seller'), ...(tree.children.get(id) ?? []).flatMap((child) => {
            const node = tree.nodes.get(child);
            return node === undefined ? [] : [line(node, true)];
          })];
        })}
      </ul>
    </Panel>
  );
}
