/** A figure that explains itself when clicked. */
import type { ReactNode } from 'react';
import classes from './explained-figure.module.css';

interface ExplainedFigureProps {
  /** For screen readers: "Interessi: come si calcola". */
  readonly label: string;
  readonly onExplain: () => void;
  readonly children: ReactNode;
}

export function ExplainedFigure({ label, onExplain, children }: ExplainedFigureProps) {
  return (
    <button type="button" className={classes.figure} title={label} onClick={onExplain}>
      {children}
      <span className="visually-hidden"> · {label}</span>
    </button>
  );
}
