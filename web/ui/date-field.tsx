/** A calendar day: ISO text in and out, read strictly. A day that does not exist shows an error, never another day. */
import { useState } from 'react';
import type { Ref } from 'react';
import { FieldFrame } from './field-frame.tsx';
import type { FieldProps } from './field-frame.tsx';
import classes from './field-frame.module.css';
import { formatFor } from './format.ts';
import { useLanguage } from './language.ts';
import { parseDate } from './parse-date.ts';
import type { ParsedDate } from './parse-date.ts';
import { useTellUnreadable, type TellUnreadable } from './use-tell-unreadable.ts';
import { useUiTexts } from './use-ui-texts.ts';

export interface DateFieldProps extends FieldProps {
  /** 'YYYY-MM-DD' or null. */
  readonly value: string | null;
  /** Called when the text is a day that exists, at the key that completes it; null when emptied. */
  readonly onChange: (date: string | null) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly onUnreadable?: TellUnreadable | undefined;
  /** The day of the server, 'YYYY-MM-DD': two-digit years and the shortcuts oggi, +30, fm count from it. */
  readonly today: string;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
}

/** While typing, only a day with all its digits is taken: '1/2/20' may still become 2027. Pasting and leaving read everything. */
function isComplete(text: string): boolean {
  return /[/. -]\d{4}$|^\d{8}$|^\d{4}-\d{2}-\d{2}$|^(oggi|today|fm|eom)$/i.test(text.trim());
}

export function DateField({ value, onChange, onBlur, onUnreadable, today, min, max, inputRef, error, ...frame }: DateFieldProps) {
  const texts = useUiTexts();
  const format = formatFor(useLanguage());
  const [draft, setDraft] = useState<{ readonly text: string; readonly date: string | null; readonly problem: ParsedDate['kind'] | undefined }>();
  const live = draft !== undefined && draft.date === value ? draft : undefined;

  function take(typed: string, parsed: ParsedDate, leaving: boolean): void {
    const date = parsed.kind === 'date' ? parsed.date : parsed.kind === 'empty' ? null : value;
    const wrong = leaving && (parsed.kind === 'no_such_day' || parsed.kind === 'unreadable');
    setDraft(leaving && !wrong ? undefined : { text: typed, date, problem: wrong ? parsed.kind : undefined });
    if (date !== value) onChange(date);
  }

  function read(typed: string): void {
    const parsed = parseDate(typed, today);
    const settled = parsed.kind === 'empty' || (parsed.kind === 'date' && isComplete(typed));
    if (settled) take(typed, parsed, false);
    else setDraft({ text: typed, date: value, problem: undefined });
  }

  function fault(): string | undefined {
    if (live?.problem === 'no_such_day') return texts.field.dateMissing(live.text.trim());
    if (live?.problem === 'unreadable') return texts.field.dateInvalid;
    if (value !== null && min !== undefined && value < min) return texts.field.dateBelow(format.date(min));
    return value !== null && max !== undefined && value > max ? texts.field.dateAbove(format.date(max)) : undefined;
  }
  useTellUnreadable(fault() !== undefined, onUnreadable);

  const settle = (): void => {
    if (live !== undefined) take(live.text, parseDate(live.text, today), true);
  };
  return (
    <FieldFrame {...frame} error={fault() ?? error}>
      {(control) => (
        <input
          {...control}
          ref={inputRef}
          className={classes.figures}
          type="text"
          inputMode="text"
          autoComplete="off"
          placeholder={texts.field.datePattern}
          title={texts.field.dateHint}
          value={live?.text ?? (value === null ? '' : format.date(value))}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => read(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') settle();
          }}
          onBlur={() => {
            settle();
            onBlur?.();
          }}
        />
      )}
    </FieldFrame>
  );
}
