/** One line of text. No masks: codes are tidied when the field is left, and what is wrong is said in words by the caller. */
import { useState } from 'react';
import type { ComponentProps, Ref } from 'react';
import { FieldFrame } from './field-frame.tsx';
import type { FieldProps } from './field-frame.tsx';
import classes from './text-input.module.css';
import { useUiTexts } from './use-ui-texts.ts';

export interface TextInputProps extends FieldProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onBlur?: (() => void) | undefined;
  /** `code`: spaces are dropped and letters made capital when the field is left (plate, tax code, IBAN, VIN). */
  readonly tidy?: 'code' | 'trim' | undefined;
  readonly type?: 'text' | 'email' | 'tel' | 'search' | undefined;
  readonly autoComplete?: ComponentProps<'input'>['autoComplete'];
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
}

/** What remains of a text after tidying: '  ab 123 cd' → 'AB123CD' as a code. */
export function tidied(text: string, tidy: TextInputProps['tidy']): string {
  if (tidy === 'code') return text.replace(/[\s\u00a0]/gu, '').toUpperCase();
  return tidy === 'trim' ? text.trim() : text;
}

export function TextInput({ value, onChange, onBlur, tidy, type = 'text', autoComplete = 'off', placeholder, maxLength, inputRef, ...frame }: TextInputProps) {
  return (
    <FieldFrame {...frame}>
      {(control) => (
        <input
          {...control}
          ref={inputRef}
          type={type}
          value={value}
          placeholder={placeholder}
          maxLength={maxLength}
          autoComplete={autoComplete}
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={() => {
            const clean = tidied(value, tidy);
            if (clean !== value) onChange(clean);
            onBlur?.();
          }}
        />
      )}
    </FieldFrame>
  );
}

type PasswordInputProps = Omit<TextInputProps, 'type' | 'tidy' | 'unit'>;

/** A password, with a button that shows it: typing blind on a phone makes people choose bad ones. */
export function PasswordInput({ value, onChange, onBlur, autoComplete = 'current-password', placeholder, maxLength, inputRef, ...frame }: PasswordInputProps) {
  const texts = useUiTexts();
  const [shown, setShown] = useState(false);
  const toggle = (
    <button type="button" className={classes.inside} aria-pressed={shown} onClick={() => setShown(!shown)}>
      {shown ? texts.field.hide : texts.field.show}
      <span className="visually-hidden"> {frame.label}</span>
    </button>
  );
  return (
    <FieldFrame {...frame} after={toggle}>
      {(control) => (
        <input
          {...control}
          ref={inputRef}
          type={shown ? 'text' : 'password'}
          value={value}
          placeholder={placeholder}
          maxLength={maxLength}
          autoComplete={autoComplete}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={onBlur}
        />
      )}
    </FieldFrame>
  );
}
