/** What can be done to the rows ticked in a list: stays in view at the foot while there are any. */
import type { ReactNode } from 'react';
import classes from './bulk-bar.module.css';
import { Button } from './button.tsx';
import { useUiTexts } from './use-ui-texts.ts';

interface BulkBarProps {
  readonly count: number;
  /** The most that may be handled at once; beyond it the bar says so instead of offering actions. */
  readonly most: number;
  readonly onClear: () => void;
  /** Buttons and fields. */
  readonly children: ReactNode;
}

export function BulkBar({ count, most, onClear, children }: BulkBarProps) {
  const texts = useUiTexts();
  if (count === 0) return null;
  return (
    <section className={classes.bar} aria-label={texts.bulk.label} data-no-print>
      <output className={classes.count}>{texts.bulk.count(count)}</output>
      <Button kind="quiet" onClick={onClear}>
        {texts.bulk.clear}
      </Button>
      <div className={classes.actions}>{count > most ? <span>{texts.bulk.tooMany(most)}</span> : children}</div>
    </section>
  );
}
