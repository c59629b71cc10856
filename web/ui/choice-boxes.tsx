/** Several of a few words, as boxes to tick. */
import classes from './choice-boxes.module.css';

interface ChoiceBoxesProps<V extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly chosen: readonly V[];
  readonly onChange: (chosen: readonly V[]) => void;
  readonly disabled?: boolean;
}

export function ChoiceBoxes<V extends string>({ label, options, chosen, onChange, disabled = false }: ChoiceBoxesProps<V>) {
  return (
    <fieldset className={classes.boxes} disabled={disabled}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={(event) => onChange(options.map(({ value }) => value).filter((value) => (value === option.value ? event.currentTarget.checked : chosen.includes(value))))}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
