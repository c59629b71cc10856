/**
 * A tree of any length: one Tab stop, arrows walk, only rows in sight are drawn. The focus stays on the tree and the
 * current row is named to screen readers, so that a row may come and go while scrolling.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { stepIn, type TreeItem, type TreeRow } from './tree-rows.ts';
import classes from './tree-view.module.css';

export interface TreeViewProps<T extends TreeItem> {
  /** Name of the tree for screen readers. */
  readonly label: string;
  /** From `rowsInView`. */
  readonly rows: readonly TreeRow<T>[];
  /** The row under the keyboard. */
  readonly current: number | undefined;
  readonly rowHeight: number;
  readonly onGo: (id: number) => void;
  readonly onToggle: (id: number, open: boolean) => void;
  /** What a row says: a name with `TreeName`, and small print beside it. */
  readonly renderRow: (row: TreeRow<T>) => ReactNode;
  /** Rows can be ticked, by space or by their box. */
  readonly choice?: { readonly chosen: ReadonlySet<number>; readonly may: (node: T) => boolean; readonly onChoose: (id: number) => void } | undefined;
  /** A letter goes to the next name that begins with it. */
  readonly letters?: boolean | undefined;
  /** CSS length; default fills what the window leaves under a page head and a filter bar. */
  readonly height?: string | undefined;
}

/** The name of a row: gives way when the row is narrow. */
export function TreeName({ children }: { readonly children: ReactNode }) {
  return <span className={classes.name}>{children}</span>;
}

/** A figure at the end of a row; `title` says what is counted. */
export function TreeCount({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return <span className={classes.count} title={title}>{children}</span>;
}

export function TreeView<T extends TreeItem>({ label, rows, current, rowHeight, onGo, onToggle, renderRow, choice, letters = false, height }: TreeViewProps<T>) {
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
    const step = stepIn(event.key, rows, current, { letters, choose: choice !== undefined });
    if (step === undefined) return;
    event.preventDefault();
    if (step.go !== undefined) onGo(step.go);
    if (step.open !== undefined) onToggle(step.open, true);
    if (step.close !== undefined) onToggle(step.close, false);
    if (step.choose !== undefined) choice?.onChoose(step.choose);
  }

  return (
    <div
      ref={setScroller}
      className={classes.tree}
      style={height === undefined ? undefined : { height }}
      role="tree"
      aria-multiselectable={choice !== undefined ? true : undefined}
      aria-label={label}
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
              aria-selected={choice === undefined ? node.id === current : choice.chosen.has(node.id)}
              aria-current={node.id === current ? 'true' : undefined}
              className={classes.row}
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
              {choice?.may(node) === true && (
                <span
                  className={classes.tick}
                  data-on={choice.chosen.has(node.id) || undefined}
                  aria-hidden="true"
                  onClick={(event) => {
                    event.stopPropagation();
                    choice.onChoose(node.id);
                  }}
                >
                  {choice.chosen.has(node.id) && <Icon name="check" size={12} />}
                </span>
              )}
              {renderRow(row)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
