import { FieldFrame } from '../../ui/index.ts';
import classes from './gateway.module.css';

interface ChoiceFieldProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly hint?: string;
  readonly value: string;
  /** Value and label, in order. */
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}

/** One choice of a list too long for buttons. */
export function ChoiceField({ value, options, onChange, ...frame }: ChoiceFieldProps) {
  return (
    <FieldFrame {...frame}>
      {(control) => (
        <select {...control} className={classes.choice} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {options.map(([option, label]) => <option key={option} value={option}>{label}</option>)}
        </select>
      )}
    </FieldFrame>
  );
}
