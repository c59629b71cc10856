/** The frame of a page: head with title, state and actions; body; rail at the right; action bar at the foot. */
import type { ReactNode } from 'react';
import classes from './page.module.css';

export interface PageProps {
  /** Business number and person, or the name of the list. Also becomes the title of the window. */
  readonly title: string;
  readonly badge?: ReactNode | undefined;
  /** Small print beside the title: "Salvato 14:32", "3 di 23". */
  readonly subtitle?: ReactNode | undefined;
  /** Secondary buttons at the right of the head. */
  readonly actions?: ReactNode | undefined;
  /** Activity column, 300 px; under the content on narrow screens. */
  readonly rail?: ReactNode | undefined;
  /** An ActionBar. */
  readonly bar?: ReactNode | undefined;
  readonly children: ReactNode;
}

export function Page({ title, badge, subtitle, actions, rail, bar, children }: PageProps) {
  return (
    <div className={classes.page}>
      {/* React moves it into the head of the document. */}
      <title>{`${title} · Volano`}</title>
      <header className={classes.head}>
        <div className={classes.names}>
          <h1 className={classes.title}>{title}</h1>
          {badge}
          {subtitle !== undefined && <span className={classes.subtitle}>{subtitle}</span>}
        </div>
        {actions !== undefined && <div className={classes.actions} data-no-print>{actions}</div>}
      </header>
      <div className={rail === undefined ? classes.body : `${classes.body} ${classes.withRail}`}>
        <div className={classes.content}>{children}</div>
        {rail !== undefined && <aside className={classes.rail}>{rail}</aside>}
      </div>
      {bar}
    </div>
  );
}
