import type { ReactNode } from 'react';
import classes from './joining.module.css';

/** One thing to do, with what follows from it, or why it cannot be done now. */
export function Deed({ title, why, reason, children }: { readonly title: string; readonly why: string; readonly reason: string | undefined; readonly children: ReactNode }) {
  return (
    <section className={classes.deed}>
      <h3>{title}</h3>
      <p className={classes.why}>{reason ?? why}</p>
      {reason === undefined && children}
    </section>
  );
}
