/** Search and filters over a list. The address of the page holds their values; this bar shows them and asks for changes. */
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { FieldFrame } from './field-frame.tsx';
import signs from './field-signs.module.css';
import classes from './filter-bar.module.css';
import { Icon } from './icon.tsx';
import { SegmentedButtons } from './segmented-buttons.tsx';
import type { SegmentedOption } from './segmented-buttons.tsx';
import { useUiTexts } from './use-ui-texts.ts';

/** One filter; its first option usually means "all" (value ''). */
export interface FilterChoice {
  readonly id: string;
  readonly label: string;
  readonly options: readonly SegmentedOption<string>[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export interface FilterBarProps {
  readonly search?: {
    readonly label: string;
    readonly value: string;
    /** Called when the text has rested for 200 ms, or at Enter. */
    readonly onChange: (text: string) => void;
    readonly placeholder?: string | undefined;
  } | undefined;
  readonly filters?: readonly FilterChoice[] | undefined;
  /** Shown when something is filtered; clears all. */
  readonly onClear?: (() => void) | undefined;
  /** How many rows answer. */
  readonly count?: ReactNode | undefined;
  /** Buttons at the right. */
  readonly children?: ReactNode;
}

const restMs = 200;
/** Longest text that a list can be searched by. */
const mostLetters = 80;

function SearchBox({ label, value, onChange, placeholder }: NonNullable<FilterBarProps['search']>) {
  const texts = useUiTexts();
  const [typed, setTyped] = useState(value);
  const [told, setTold] = useState(value);
  // A value changed from outside (back button, cleared filters) replaces what was typed.
  if (told !== value) {
    setTold(value);
    setTyped(value);
  }
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    if (typed === told) return undefined;
    const timer = setTimeout(() => {
      setTold(typed);
      latest.current(typed);
    }, restMs);
    return () => clearTimeout(timer);
  }, [typed, told]);

  const say = (text: string): void => {
    setTyped(text);
    setTold(text);
    onChange(text);
  };
  const clear = typed !== '' && (
    <button type="button" className={signs.clear} aria-label={texts.filter.clearSearch} onClick={() => say('')}>
      <Icon name="close" size={14} />
    </button>
  );
  return (
    <FieldFrame label={label} hideLabel before={<span className={signs.sign}><Icon name="search" /></span>} after={clear}>
      {(control) => (
        <input
          {...control}
          type="text"
          role="searchbox"
          enterKeyHint="search"
          maxLength={mostLetters}
          autoComplete="off"
          placeholder={placeholder ?? texts.filter.search}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') say(typed);
            if (event.key === 'Escape' && typed !== '') say('');
          }}
        />
      )}
    </FieldFrame>
  );
}

export function FilterBar({ search, filters = [], onClear, count, children }: FilterBarProps) {
  const texts = useUiTexts();
  const filtered = (search?.value ?? '') !== '' || filters.some((filter) => filter.value !== (filter.options[0]?.value ?? ''));
  return (
    <search className={classes.bar} data-no-print>
      {search !== undefined && <div className={classes.search}><SearchBox {...search} /></div>}
      {filters.map((filter) => (
        <SegmentedButtons key={filter.id} label={filter.label} hideLabel size="toolbar" options={filter.options} value={filter.value} onChange={filter.onChange} />
      ))}
      {filtered && onClear !== undefined && <Button kind="quiet" onClick={onClear}>{texts.filter.clear}</Button>}
      {count !== undefined && <output className={classes.count}>{count}</output>}
      {children !== undefined && <div className={classes.actions}>{children}</div>}
    </search>
  );
}
