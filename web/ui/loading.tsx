/** Grey shapes where content will be; a word for screen readers. Drawn after a moment, so that fast answers do not flash. */
import classes from './loading.module.css';

const widths = ['72%', '58%', '66%', '80%', '49%', '70%', '61%', '76%'];

/** A list that is loading. */
export function LoadingRows({ label, rows = 8 }: { readonly label: string; readonly rows?: number | undefined }) {
  return (
    <output className={classes.rows} aria-busy="true">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className={classes.row} aria-hidden="true">
          <span className={classes.bar} style={{ width: widths[index % widths.length] }} />
        </span>
      ))}
    </output>
  );
}

/** A panel or figure that is loading; `height` in pixels keeps the page from jumping. */
export function LoadingBlock({ label, height = 96 }: { readonly label: string; readonly height?: number | undefined }) {
  return (
    <output className={classes.block} aria-busy="true" style={{ height }}>
      <span className="visually-hidden">{label}</span>
    </output>
  );
}
