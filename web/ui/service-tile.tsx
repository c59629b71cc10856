/** A service that can be added, as a tile: name, price, taken or not. A tile that cannot be chosen says why. */
import { useId } from 'react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import classes from './service-tile.module.css';

export interface ServiceTileProps {
  readonly name: string;
  /** Second line: price or terms. */
  readonly detail?: ReactNode | undefined;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Why it cannot be chosen (or removed); the tile stays readable and reachable. */
  readonly refusedBecause?: string | undefined;
}

export function ServiceTile({ name, detail, checked, onChange, refusedBecause }: ServiceTileProps) {
  const id = useId();
  const second = refusedBecause ?? detail;
  return (
    <label className={classes.tile}>
      <input
        type="checkbox"
        className={classes.checkbox}
        checked={checked}
        aria-labelledby={`${id}-name`}
        aria-describedby={second === undefined ? undefined : `${id}-detail`}
        aria-disabled={refusedBecause !== undefined}
        onChange={() => {
          if (refusedBecause === undefined) onChange(!checked);
        }}
      />
      <span id={`${id}-name`} className={classes.name}>
        {checked && <Icon name="check" size={14} />}
        {name}
      </span>
      {second !== undefined && <span id={`${id}-detail`} className={classes.detail}>{second}</span>}
    </label>
  );
}
