/** On a phone: the figure that matters and what to do with it, under the thumb while the fields scroll above. */
import type { ReactNode } from 'react';
import classes from './result-bar.module.css';

interface ResultBarProps {
  /** Name of the region for screen readers. */
  readonly label: string;
  /** Left out while there is none: `words` then say why. */
  readonly figure?: ReactNode | undefined;
  readonly words: ReactNode;
  /** One button of kind `hero`. */
  readonly action?: ReactNode | undefined;
}

export function ResultBar({ label, figure, words, action }: ResultBarProps) {
  return (
    <section className={classes.bar} aria-label={label} data-no-print>
      <div className={classes.inside}>
        {figure !== undefined && <span className={classes.figure}>{figure}</span>}
        <span className={classes.words}>{words}</span>
      </div>
      {action}
    </section>
  );
}
