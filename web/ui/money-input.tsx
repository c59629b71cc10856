/**
 * An amount of money: integer cents in, integer cents out. While focused the raw text stays as typed and each key is read
 * leniently; when the field is left the canonical text appears. What cannot be read stays visible with an error, and the
 * last valid amount is not changed.
 */
import { useState } from 'react';
import type { Ref } from 'react';
import { FieldFrame } from './field-frame.tsx';
import type { FieldProps } from './field-frame.tsx';
import classes from './field-frame.module.css';
import { formatFor } from './format.ts';
import { useLanguage } from './language.ts';
import { parseMoney } from './parse-money.ts';
import { useTellUnreadable, type TellUnreadable } from './use-tell-unreadable.ts';
import { useUiTexts } from './use-ui-texts.ts';

export interface MoneyInputProps extends FieldProps {
  readonly value: number | null;
  /** Called at every key that makes a readable amount; null when the field is emptied. */
  readonly onChange: (cents: number | null) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly onUnreadable?: TellUnreadable | undefined;
  /** Bounds are told in words below the field; the amount is passed on all the same. Default 0: no negative amounts. */
  readonly minCents?: number | undefined;
  readonly maxCents?: number | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
  /** `hero`: 48 px on the navy panel, for the instalment that solves the deposit. */
  readonly look?: 'field' | 'hero' | undefined;
}

export function MoneyInput({ value, onChange, onBlur, onUnreadable, minCents = 0, maxCents, inputRef, error, unit = '€', ...frame }: MoneyInputProps) {
  const language = useLanguage();
  const texts = useUiTexts();
  const format = formatFor(language);
  /** What is being typed, and the amount it stood for; undefined while the canonical text is shown. */
  const [draft, setDraft] = useState<{ readonly text: string; readonly cents: number | null; readonly invalid: boolean }>();

  const canonical = value === null ? '' : format.amount(value);
  // An amount changed from outside (a solved deposit) wins over an old draft.
  const live = draft !== undefined && draft.cents === value ? draft : undefined;
  const text = live?.text ?? canonical;

  function read(typed: string): void {
    const parsed = parseMoney(typed, language);
    const cents = parsed.kind === 'invalid' ? value : parsed.kind === 'empty' ? null : parsed.cents;
    setDraft({ text: typed, cents, invalid: parsed.kind === 'invalid' });
    if (cents !== value) onChange(cents);
  }

  function fault(): string | undefined {
    if (live?.invalid === true) return texts.field.moneyInvalid;
    if (value !== null && value < minCents) return texts.field.moneyBelow(format.money(minCents));
    if (value !== null && maxCents !== undefined && value > maxCents) return texts.field.moneyAbove(format.money(maxCents));
    return undefined;
  }
  useTellUnreadable(fault() !== undefined, onUnreadable);

  return (
    <FieldFrame {...frame} unit={unit} error={fault() ?? error}>
      {(control) => (
        <input
          {...control}
          ref={inputRef}
          className={classes.number}
          type="text"
          inputMode={minCents < 0 ? 'text' : 'decimal'}
          autoComplete="off"
          value={text}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => read(event.currentTarget.value)}
          onBlur={() => {
            if (live?.invalid !== true) setDraft(undefined);
            onBlur?.();
          }}
        />
      )}
    </FieldFrame>
  );
}
