/** Several lines of text: a note. Enter makes a new line; nothing is tidied but the space at its ends, when the field is left. */
import { FieldFrame } from './field-frame.tsx';
import type { FieldProps } from './field-frame.tsx';
import classes from './text-area.module.css';

export interface TextAreaProps extends Omit<FieldProps, 'unit'> {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly maxLength?: number | undefined;
  /** Lines shown, default 4. */
  readonly rows?: number | undefined;
}

export function TextArea({ value, onChange, maxLength, rows = 4, ...frame }: TextAreaProps) {
  return (
    <FieldFrame {...frame}>
      {(control) => (
        <textarea
          {...control}
          className={classes.text}
          rows={rows}
          value={value}
          maxLength={maxLength}
          autoComplete="off"
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={() => {
            if (value.trim() !== value) onChange(value.trim());
          }}
        />
      )}
    </FieldFrame>
  );
}
