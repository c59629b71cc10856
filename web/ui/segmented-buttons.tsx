/** One choice among few, all visible: a radio group drawn as joined buttons. One Tab stop; arrows move and choose. */
import { useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
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

const steps: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function SegmentedButtons<V extends string | number>({ label, hideLabel, options, value, onChange, error, size = 'field' }: SegmentedButtonsProps<V>) {
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  const chosen = options.findIndex((option) => option.value === value && option.disabled !== true);
  // Something must take the Tab even before a choice was made.
  const tabStop = chosen >= 0 ? chosen : options.findIndex((option) => option.disabled !== true);

  function onKeyDown(event: KeyboardEvent, index: number): void {
    // In the quote Enter goes on to the next field; Space chooses.
    if (event.key === 'Enter' && group.current?.closest('[data-enter-next]')) return;
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    for (let at = index + step; ; at += step) {
      const next = (at + options.length * 2) % options.length;
      const option = options[next];
      if (next === index || option === undefined) return;
      if (option.disabled === true) continue;
      onChange(option.value);
      group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[next]?.focus();
      return;
    }
  }

  return (
    <div className={classes.field}>
      <div id={id} className={hideLabel ? 'visually-hidden' : classes.label}>{label}</div>
      <div ref={group} role="radiogroup" aria-labelledby={id} aria-describedby={error ? `${id}-error` : undefined} className={size === 'toolbar' ? `${classes.group} ${classes.toolbar}` : classes.group} data-invalid={error ? true : undefined}>
        {options.map((option, index) => (
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={index === chosen}
            aria-disabled={option.disabled}
            tabIndex={index === tabStop ? 0 : -1}
            className={classes.option}
            onClick={() => {
              if (option.disabled !== true) onChange(option.value);
            }}
            onKeyDown={(event) => onKeyDown(event, index)}
          >
            {option.label}
            {option.count !== undefined && <span className={classes.count}>{option.count}</span>}
          </button>
        ))}
      </div>
      {error && <div id={`${id}-error`} className={classes.error} role="alert">{error}</div>}
    </div>
  );
}
