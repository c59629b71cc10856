/** Rates (integer parts per million) and whole numbers, both with arrow keys. Same manners as MoneyInput. */
import { useState } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import { FieldFrame } from './field-frame.tsx';
import type { FieldProps } from './field-frame.tsx';
import classes from './field-frame.module.css';
import { formatFor } from './format.ts';
import { useLanguage } from './language.ts';
import { parseInteger, parseRate } from './parse-money.ts';
import type { ParsedNumber } from './parse-money.ts';
import { useTellUnreadable, type TellUnreadable } from './use-tell-unreadable.ts';
import { useUiTexts } from './use-ui-texts.ts';

interface NumberFieldProps extends FieldProps {
  readonly value: number | null;
  /** Called at every key that makes a readable number; null when the field is emptied. */
  readonly onChange: (value: number | null) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly onUnreadable?: TellUnreadable | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
  readonly min: number;
  readonly max: number | undefined;
  /** What one press of an arrow adds or takes. */
  readonly step: number;
  readonly inputMode: 'decimal' | 'numeric';
  readonly parse: (text: string) => ParsedNumber;
  readonly print: (value: number) => string;
  readonly words: { readonly invalid: string; readonly below: string; readonly above: string };
}

function NumberField({ value, onChange, onBlur, onUnreadable, inputRef, min, max, step, inputMode, parse, print, words, error, ...frame }: NumberFieldProps) {
  const [draft, setDraft] = useState<{ readonly text: string; readonly value: number | null; readonly before: number | null; readonly invalid: boolean }>();
  // A number beyond the bounds that the owner did not take stays on screen with its fault, instead of giving way without a word.
  const live = draft !== undefined && (draft.value === value || (draft.before === value && boundFault(draft.value) !== undefined)) ? draft : undefined;

  function read(typed: string): void {
    const parsed = parse(typed);
    const next = parsed.kind === 'invalid' ? value : parsed.kind === 'empty' ? null : parsed.value;
    setDraft({ text: typed, value: next, before: value, invalid: parsed.kind === 'invalid' });
    if (next !== value) onChange(next);
  }

  function stepBy(event: KeyboardEvent, direction: 1 | -1): void {
    event.preventDefault();
    const next = Math.min(max ?? Number.MAX_SAFE_INTEGER, Math.max(min, (value ?? min) + direction * step));
    setDraft(undefined);
    if (next !== value) onChange(next);
  }

  function boundFault(number: number | null): string | undefined {
    if (number !== null && number < min) return words.below;
    return number !== null && max !== undefined && number > max ? words.above : undefined;
  }
  const fault = live?.invalid === true ? words.invalid : boundFault(live === undefined ? value : live.value);
  useTellUnreadable(fault !== undefined, onUnreadable);

  return (
    <FieldFrame {...frame} error={fault ?? error}>
      {(control) => (
        <input
          {...control}
          ref={inputRef}
          className={classes.number}
          type="text"
          inputMode={inputMode}
          autoComplete="off"
          value={live?.text ?? (value === null ? '' : print(value))}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => read(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowUp') stepBy(event, 1);
            if (event.key === 'ArrowDown') stepBy(event, -1);
          }}
          onBlur={() => {
            if (live?.invalid !== true && (live === undefined || live.value === value)) setDraft(undefined);
            onBlur?.();
          }}
        />
      )}
    </FieldFrame>
  );
}

type Common = Omit<NumberFieldProps, 'min' | 'max' | 'step' | 'inputMode' | 'parse' | 'print' | 'words'>;

export interface RateInputProps extends Common {
  /** Default 0. */
  readonly minPpm?: number | undefined;
  readonly maxPpm?: number | undefined;
  /** What an arrow key adds, default 500: 0.05 %. */
  readonly stepPpm?: number | undefined;
}

/** A rate: 69500 shows as 6,95 with the per cent sign inside the field. */
export function RateInput({ minPpm = 0, maxPpm, stepPpm = 500, unit = '%', ...rest }: RateInputProps) {
  const format = formatFor(useLanguage());
  const { field } = useUiTexts();
  const words = { invalid: field.rateInvalid, below: field.rateBelow(format.rate(minPpm)), above: field.rateAbove(format.rate(maxPpm)) };
  return <NumberField {...rest} unit={unit} min={minPpm} max={maxPpm} step={stepPpm} inputMode="decimal" parse={parseRate} print={format.percent} words={words} />;
}

export interface IntegerInputProps extends Common {
  /** Default 0. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** What an arrow key adds, default 1. */
  readonly step?: number | undefined;
}

/** A whole number: months, kilometres, days. */
export function IntegerInput({ min = 0, max, step = 1, ...rest }: IntegerInputProps) {
  const format = formatFor(useLanguage());
  const { field } = useUiTexts();
  const words = { invalid: field.integerInvalid, below: field.integerBelow(format.integer(min)), above: field.integerAbove(format.integer(max)) };
  return <NumberField {...rest} min={min} max={max} step={step} inputMode="numeric" parse={parseInteger} print={format.integer} words={words} />;
}
