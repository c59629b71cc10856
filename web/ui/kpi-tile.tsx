/** One figure with its name, its comparison and the list behind it. */
import type { ReactNode } from 'react';
import classes from './kpi-tile.module.css';
import type { Tone } from './statuses.ts';

export interface KpiTileProps {
  readonly label: string;
  /** The figure, already formatted; undefined while loading. */
  readonly value: ReactNode | undefined;
  /** "su 40 previsti", "+12 % sul mese scorso". */
  readonly comparison?: ReactNode | undefined;
  /** Colours the comparison only: the word beside it must say the same. */
  readonly tone?: Tone | undefined;
  /** Opens the list behind the figure. */
  readonly onOpen?: (() => void) | undefined;
}

export function KpiTile({ label, value, comparison, tone = 'neutral', onOpen }: KpiTileProps) {
  const inside = (
    <>
      <span className={classes.label}>{label}</span>
      <span className={classes.value} aria-busy={value === undefined}>{value ?? <span className={classes.loading} />}</span>
      {comparison !== undefined && <span className={`${classes.comparison} ${classes[tone]}`}>{comparison}</span>}
    </>
  );
  return onOpen === undefined ? <div className={classes.tile}>{inside}</div> : <button type="button" className={classes.tile} onClick={onOpen}>{inside}</button>;
}
