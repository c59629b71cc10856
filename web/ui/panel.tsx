/** Surfaces: the white card, the navy panel for the number that matters, and the list of figures that both hold. */
import { useId } from 'react';
import type { ReactNode } from 'react';
import classes from './panel.module.css';

interface PanelProps {
  readonly title?: string | undefined;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode | undefined;
  /** Without inner space: the content (a table) brings its own. */
  readonly flush?: boolean | undefined;
  readonly children: ReactNode;
}

/** A card with an optional title; with a title it is a region for screen readers. */
export function Panel({ title, actions, flush = false, children }: PanelProps) {
  const id = useId();
  const inside = (
    <>
      {(title !== undefined || actions !== undefined) && (
        <div className={classes.head}>
          {title !== undefined && <h2 id={id} className={classes.title}>{title}</h2>}
          {actions !== undefined && <div className={classes.actions}>{actions}</div>}
        </div>
      )}
      {children}
    </>
  );
  const className = flush ? `${classes.panel} ${classes.flush}` : classes.panel;
  return title === undefined ? <div className={className}>{inside}</div> : <section aria-labelledby={id} className={className}>{inside}</section>;
}

/**
 * The navy panel. `label` and `figure` are its headline (Rata mensile · 372,83 €); a figure to type is a
 * MoneyInput with look "hero", which brings its label.
 */
export function HeroPanel({ label, figure, children }: { readonly label?: ReactNode; readonly figure: ReactNode; readonly children?: ReactNode }) {
  return (
    <section className={classes.hero}>
      {label !== undefined && <div className={classes.heroLabel}>{label}</div>}
      <div className={classes.heroFigure}>{figure}</div>
      {children}
    </section>
  );
}

/** The rates beneath the figure of a navy panel, in one line; `children` stands at its end. */
export function HeroRates({ rates, children }: { readonly rates: readonly { readonly key: string; readonly word: string; readonly value: ReactNode }[]; readonly children?: ReactNode }) {
  return (
    <div className={classes.rates}>
      {rates.map(({ key, word, value }) => (
        <span key={key}>
          {word} <b>{value}</b>
        </span>
      ))}
      {children}
    </div>
  );
}

/** The figures behind the one of a navy panel, under a line. */
export function HeroLines({ children }: { readonly children: ReactNode }) {
  return <div className={classes.heroLines}>{children}</div>;
}

export interface FigureItem {
  readonly key: string;
  readonly label: ReactNode;
  readonly value: ReactNode;
  /** The line that sums up the others. */
  readonly strong?: boolean | undefined;
}

/** Label at the left, figure at the right, one line each. Inherits the ink of the surface it stands on. */
export function FigureList({ items }: { readonly items: readonly FigureItem[] }) {
  return (
    <dl className={classes.figureList}>
      {items.map((item) => (
        <div key={item.key} className={item.strong === true ? `${classes.figureLine} ${classes.strong}` : classes.figureLine}>
          <dt>{item.label}</dt>
          <dd className="figures">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
