import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { Icon, useFormat } from '../../ui/index.ts';
import classes from './organisation.module.css';
import { stepFor, type TreeRow } from './organisation-tree.ts';
import { useIdentityTexts } from './use-identity-texts.ts';

interface TreeViewProps {
  readonly rows: readonly TreeRow[];
  readonly current: number | undefined;
  readonly rowHeight: number;
  readonly onGo: (id: number) => void;
  readonly onToggle: (id: number, open: boolean) => void;
}

function RowWords({ row }: { readonly row: TreeRow }) {
  const texts = useIdentityTexts().organisation;
  const format = useFormat();
  const { node } = row;
  return (
    <>
      <span className={classes.name}>{node.name}</span>
      <span className={classes.kind}>{texts.kinds[node.kind]}</span>
      {node.validTo !== null && <span className={classes.ended}>{texts.ended}</span>}
      <span className={classes.people} title={texts.hereAndBelow}>
        {node.peopleBelow > 0 && (
          <>
            <Icon name="person" size={12} />
            <span aria-label={texts.people(node.peopleBelow)}>{format.integer(node.peopleBelow)}</span>
          </>
        )}
      </span>
    </>
  );
}

/**
 * A tree view of any length: one Tab stop, arrows walk, only rows in sight are drawn. The focus stays on the tree and
 * the current row is named to screen readers, so that a row may come and go while scrolling.
 */
export function OrganisationTreeView({ rows, current, rowHeight, onGo, onToggle }: TreeViewProps) {
  const texts = useIdentityTexts().organisation;
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
    const step = stepFor(event.key, rows, current);
    if (step === undefined) return;
    event.preventDefault();
    if (step.go !== undefined) onGo(step.go);
    if (step.open !== undefined) onToggle(step.open, true);
    if (step.close !== undefined) onToggle(step.close, false);
  }

  return (
    <div
      ref={setScroller}
      className={classes.tree}
      role="tree"
      aria-label={texts.tree}
      tabIndex={0}
      aria-activedescendant={at >= 0 ? `${id}-${rows[at]?.node.id}` : undefined}
      onKeyDown={onKeyDown}
    >
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
              aria-selected={node.id === current}
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
              <RowWords row={row} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
