/** Nothing to show: why it is empty, and one thing to do. */
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface EmptyStateProps {
  readonly title: string;
  /** Why, in a sentence. */
  readonly why?: ReactNode | undefined;
  /** One button. */
  readonly action?: ReactNode | undefined;
}

export function EmptyState({ title, why, action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      {why !== undefined && <p className={classes.why}>{why}</p>}
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  );
}
