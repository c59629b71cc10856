/** Controls that the blocks do not have: a choice from a list, several lines of text, a tick. Same look and manners. */
import { useId, type ReactNode } from 'react';
import classes from './own-fields.module.css';

interface OwnFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

interface Attributes {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

function Frame({ label, hint, error, children }: OwnFieldProps & { readonly children: (control: Attributes) => ReactNode }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>{label}</label>
      {hint && <div id={`${id}-hint`} className={classes.hint}>{hint}</div>}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      <div id={`${id}-error`} className={classes.error} aria-live="polite">{error}</div>
    </div>
  );
}

interface ChoiceProps extends OwnFieldProps {
  readonly value: string;
  /** Value and label, in order. */
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}

export function ChoiceField({ value, options, onChange, ...frame }: ChoiceProps) {
  const known = options.some(([option]) => option === value);
  return (
    <Frame {...frame}>
      {(control) => (
        <select {...control} className={classes.choice} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {!known && <option value={value}>{value}</option>}
          {options.map(([option, label]) => <option key={option} value={option}>{label}</option>)}
        </select>
      )}
    </Frame>
  );
}

interface LinesProps extends OwnFieldProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

export function LinesField({ value, onChange, ...frame }: LinesProps) {
  return (
    <Frame {...frame}>
      {(control) => (
        <textarea {...control} className={classes.lines} rows={Math.min(8, Math.max(2, value.split('\n').length + 1))} spellCheck={false} autoComplete="off" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
    </Frame>
  );
}

interface TickProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly error?: string | undefined;
}

export function TickField({ label, checked, onChange, error }: TickProps) {
  const id = useId();
  return (
    <div className={classes.field}>
      <label className={classes.tick}>
        <input type="checkbox" checked={checked} aria-describedby={error ? id : undefined} aria-invalid={error ? true : undefined} onChange={(event) => onChange(event.currentTarget.checked)} />
        {label}
      </label>
      <div id={id} className={classes.error} aria-live="polite">{error}</div>
    </div>
  );
}
