/** One choice among few, all visible: native radio buttons drawn as joined segments. One Tab stop; arrows move and choose. */
import { useId } from 'react';
import type { ReactNode } from 'react';
import classes from './segmented-buttons.module.css';

export interface SegmentedOption<V extends string | number> {
  readonly value: V;
  readonly label: ReactNode;
  readonly disabled?: boolean | undefined;
  /** Count beside the label (saved views). */
  readonly count?: number | undefined;
}

export interface SegmentedButtonsProps<V extends string | number> {
  readonly label: string;
  readonly hideLabel?: boolean | undefined;
  readonly options: readonly SegmentedOption<V>[];
  readonly value: V | null;
  readonly onChange: (value: V) => void;
  readonly error?: string | undefined;
  readonly size?: 'field' | 'toolbar' | undefined;
}

export function SegmentedButtons<V extends string | number>({ label, hideLabel, options, value, onChange, error, size = 'field' }: SegmentedButtonsProps<V>) {
  const id = useId();
  return (
    <fieldset role="radiogroup" className={classes.field} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={hideLabel ? 'visually-hidden' : classes.label}>{label}</legend>
      <div className={size === 'toolbar' ? `${classes.group} ${classes.toolbar}` : classes.group} data-invalid={error ? true : undefined}>
        {options.map((option) => (
          <label key={option.value} className={classes.option}>
            <input type="radio" name={id} className={classes.radio} checked={option.value === value} disabled={option.disabled} onChange={() => onChange(option.value)} />
            {option.label}
            {option.count !== undefined && <span className={classes.count}>{option.count}</span>}
          </label>
        ))}
      </div>
      {error && <div id={`${id}-error`} className={classes.error} role="alert">{error}</div>}
    </fieldset>
  );
}
