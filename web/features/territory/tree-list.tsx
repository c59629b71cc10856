import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { Icon, useFormat } from '../../ui/index.ts';
import classes from './territory.module.css';
import { stepOf, type PlaceRow, type PlaceTree } from './tree-rows.ts';
import { useTerritoryTexts } from './use-territory-texts.ts';

interface TreeListProps {
  readonly label: string;
  readonly tree: PlaceTree;
  readonly rows: readonly PlaceRow[];
  readonly current: number | undefined;
  /** Nodes ticked to be moved together; undefined where none can be. */
  readonly chosen: ReadonlySet<number> | undefined;
  readonly rowHeight: number;
  readonly onGo: (id: number) => void;
  readonly onToggle: (id: number, open: boolean) => void;
  readonly onChoose: (id: number) => void;
}

function RowWords({ row, tree }: { readonly row: PlaceRow; readonly tree: PlaceTree }) {
  const texts = useTerritoryTexts();
  const format = useFormat();
  const { node } = row;
  const dealers = tree.dealers.get(node.id) ?? 0;
  return (
    <>
      <span className={classes.name}>{node.name}</span>
      <span className={classes.code}>{node.code}</span>
      {node.nextMoveOn !== null && <span className={classes.next}>{texts.movesOn(format.date(node.nextMoveOn))}</span>}
      {node.kind !== 'dealer' && (
        <span className={classes.count} title={texts.dealers(dealers)}>
          <span aria-hidden="true">{format.integer(dealers)}</span>
          <span className="visually-hidden">{texts.dealers(dealers)}</span>
        </span>
      )}
    </>
  );
}

/**
 * A tree view of any length: one Tab stop, arrows walk, space ticks, only rows in sight are drawn. The focus stays on the
 * tree and the current row is named to screen readers, so that a row may come and go while scrolling.
 */
export function TreeList({ label, tree, rows, current, chosen, rowHeight, onGo, onToggle, onChoose }: TreeListProps) {
  const id = useId();
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller, estimateSize: () => rowHeight, overscan: 12 });
  const at = rows.findIndex((row) => row.node.id === current);

  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  useEffect(() => {
    if (at >= 0 && scroller !== null) virtual.scrollToIndex(at);
  }, [virtual, at, scroller]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepOf(event.key, rows, current);
    if (step === undefined) return;
    event.preventDefault();
    if ('go' in step) onGo(step.go);
    else if ('open' in step) onToggle(step.open, true);
    else if ('close' in step) onToggle(step.close, false);
    else onChoose(step.choose);
  }

  return (
    <div ref={setScroller} className={classes.tree} role="tree" aria-multiselectable={chosen !== undefined} aria-label={label} tabIndex={0} aria-activedescendant={at >= 0 ? `${id}-${rows[at]?.node.id}` : undefined} onKeyDown={onKeyDown}>
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const { node, level, expanded } = row;
          return (
            // The keyboard works on the tree around it.
            <div
              key={node.id}
              id={`${id}-${node.id}`}
              role="treeitem"
              tabIndex={-1}
              aria-level={level}
              aria-posinset={row.place}
              aria-setsize={row.siblings}
              aria-expanded={expanded}
              aria-selected={chosen === undefined ? node.id === current : chosen.has(node.id)}
              aria-current={node.id === current ? 'true' : undefined}
              className={classes.treeRow}
              style={{ height: rowHeight, transform: `translateY(${item.start}px)`, paddingInlineStart: 8 + (level - 1) * 20 }}
              onClick={() => onGo(node.id)}
              onDoubleClick={() => expanded !== undefined && onToggle(node.id, !expanded)}
              onKeyDown={(event) => event.key === 'Enter' && onGo(node.id)}
            >
              <span
                className={classes.twist}
                data-open={expanded}
                aria-hidden="true"
                onClick={(event) => {
                  if (expanded === undefined) return;
                  event.stopPropagation();
                  onToggle(node.id, !expanded);
                }}
              >
                {expanded !== undefined && <Icon name="chevronRight" size={14} />}
              </span>
              {chosen !== undefined && node.mayMove && (
                <span
                  className={classes.tick}
                  data-on={chosen.has(node.id) || undefined}
                  aria-hidden="true"
                  onClick={(event) => {
                    event.stopPropagation();
                    onChoose(node.id);
                  }}
                >
                  {chosen.has(node.id) && <Icon name="check" size={12} />}
                </span>
              )}
              <RowWords row={row} tree={tree} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
