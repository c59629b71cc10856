/** A figure that explains itself when clicked. */
import type { ReactNode } from 'react';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import classes from './result.module.css';

interface ExplainedProps {
  readonly label: string;
  readonly onExplain: () => void;
  readonly children: ReactNode;
}

export function Explained({ label, onExplain, children }: ExplainedProps) {
  const texts = useCalculatorTexts();
  const words = texts.result.explain(label);
  return (
    <button type="button" className={classes.explained} title={words} onClick={onExplain}>
      {children}
      <span className="visually-hidden"> · {words}</span>
    </button>
  );
}
