/** What every field shares: label above, help before the question, error below, all tied to the control for screen readers. */
import { useEffect, useId } from 'react';
import type { ReactNode } from 'react';
import classes from './field-frame.module.css';
import { useUiTexts } from './use-ui-texts.ts';

/** Props in common of all fields. */
export interface FieldProps {
  readonly label: string;
  /** The label stays for screen readers but is not shown (a search box, a cell of a table). */
  readonly hideLabel?: boolean | undefined;
  /** Short help, shown between label and control. */
  readonly hint?: ReactNode | undefined;
  /** What is wrong, in words; shown below and announced. */
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly name?: string | undefined;
  /** Unit or sign inside the right edge of the control (€, %, mesi). */
  readonly unit?: string | undefined;
  /** The first thing to do on the page: takes the focus when it appears. */
  readonly startHere?: boolean | undefined;
}

/** Attributes that the control spreads on its input. */
export interface ControlAttributes {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly required: boolean | undefined;
  readonly disabled: boolean | undefined;
  readonly name: string | undefined;
  /** Where a dialog puts the focus when it opens. */
  readonly 'data-autofocus': true | undefined;
}

interface FieldFrameProps extends FieldProps {
  /** `hero`: the one figure of 48 px on the navy panel that can be typed into. */
  readonly look?: 'field' | 'hero' | undefined;
  readonly children: (control: ControlAttributes) => ReactNode;
  /** Sign at the left of the control. */
  readonly before?: ReactNode;
  /** A button at the right of the control, after the unit. */
  readonly after?: ReactNode;
}

export function FieldFrame({ label, hideLabel, hint, error, required, disabled, name, unit, startHere = false, look = 'field', before, after, children }: FieldFrameProps) {
  const texts = useUiTexts();
  const id = useId();
  useEffect(() => {
    if (startHere) document.getElementById(id)?.focus();
  }, [id, startHere]);
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : '', unit ? `${id}-unit` : ''].filter(Boolean).join(' ');
  return (
    <div className={look === 'hero' ? `${classes.field} ${classes.hero}` : classes.field}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : classes.label}>
        {label}
        {required && <span className={classes.required}> · {texts.field.required}</span>}
      </label>
      {hint && <div id={`${id}-hint`} className={classes.hint}>{hint}</div>}
      <div className={classes.box} data-invalid={error ? true : undefined} data-disabled={disabled || undefined}>
        {before}
        {children({ id, name, required, disabled, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined, 'data-autofocus': startHere || undefined })}
        {unit && <span id={`${id}-unit`} className={classes.unit}>{unit}</span>}
        {after}
      </div>
      {/* Always present, so that a screen reader announces an error that appears while typing. */}
      <div id={`${id}-error`} className={classes.error} aria-live="polite">{error}</div>
    </div>
  );
}
