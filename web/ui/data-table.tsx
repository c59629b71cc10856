/**
 * A list of the server's rows: grid on a desk, cards on a phone. Draws only the rows in view (TanStack Table and Virtual);
 * asks for more near the end. Four states: loading, failed, empty, rows.
 */
import { DataTableCards } from './data-table-cards.tsx';
import { DataTableGrid } from './data-table-grid.tsx';
import type { DataTableProps } from './data-table-types.ts';
import classes from './data-table.module.css';
import { LoadingRows } from './loading.tsx';
import { Problem } from './problem.tsx';
import { useIsPhone } from './use-is-phone.ts';
import { useUiTexts } from './use-ui-texts.ts';

/** `rows` known to be there. */
export type FilledTableProps<T> = DataTableProps<T> & { readonly rows: readonly T[] };

export function DataTable<T extends object>(props: DataTableProps<T>) {
  const texts = useUiTexts();
  const phone = useIsPhone();
  const { rows, problem, onRetry } = props;
  if (rows === undefined) {
    if (problem) return <div className={classes.frame}><Problem problem={problem} onRetry={onRetry} /></div>;
    return <div className={classes.frame}><LoadingRows label={`${props.label}: ${texts.table.loading}`} /></div>;
  }
  if (rows.length === 0 && !problem) return <div className={classes.frame}>{props.empty}</div>;
  const filled = { ...props, rows };
  return (
    <div className={classes.frame}>
      {phone ? <DataTableCards {...filled} /> : <DataTableGrid {...filled} />}
      {props.loadingMore === true && <output className={classes.more}>{texts.table.loadingMore}</output>}
      {problem && <div className={classes.below}><Problem problem={problem} onRetry={onRetry} compact /></div>}
    </div>
  );
}
