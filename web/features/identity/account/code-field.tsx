import type { Ref } from 'react';
import { TextInput } from '../../../ui/index.ts';

interface CodeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly error?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly startHere?: boolean;
}

/** Six digits of an app, or a recovery code; phones offer what they have just received. */
export function CodeField(props: CodeFieldProps) {
  return <TextInput {...props} name="code" autoComplete="one-time-code" maxLength={60} />;
}
