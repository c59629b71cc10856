/**
 * Finds a record by typing: vehicle, party, branch. A combobox with a listbox (ARIA 1.2): arrows move, Enter picks,
 * Escape gives the old value back. The search itself is the caller's.
 */
import { useId, useState } from 'react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { FieldFrame } from './field-frame.tsx';
import type { ControlAttributes, FieldProps } from './field-frame.tsx';
import signs from './field-signs.module.css';
import { Icon } from './icon.tsx';
import { RecordPickerList } from './record-picker-list.tsx';
import classes from './record-picker.module.css';
import { useRecordSearch } from './use-record-search.ts';
import { useUiTexts } from './use-ui-texts.ts';

export interface RecordPickerProps<T> extends Omit<FieldProps, 'unit'> {
  readonly value: T | null;
  /** The record picked, or null when the field is emptied. */
  readonly onPick: (item: T | null) => void;
  /** Called with the text after a rest of 80 ms; the signal aborts when a newer text replaces it. */
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly T[]>;
  /** What `search` goes through where that is a list of the page's own; null while it is on its way, so that "nothing found" is said only of what is there. */
  readonly within?: object | null | undefined;
  readonly itemKey: (item: T) => string;
  /** What the field shows once picked. */
  readonly itemText: (item: T) => string;
  /** A row of the list; default: `itemText`. */
  readonly renderItem?: ((item: T) => ReactNode) | undefined;
  /** Letters needed before searching; 0 (the default) shows suggestions on focus. */
  readonly minLetters?: number | undefined;
  readonly placeholder?: string | undefined;
  /** Said when nothing is found: why, and what to try. */
  readonly noneText?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
  /** False where one record is always chosen (the offer of a quote): no button that empties the field. Default true. */
  readonly clearable?: boolean | undefined;
}

export function RecordPicker<T>({ value, onPick, search, within, itemKey, itemText, renderItem = itemText, minLetters = 0, placeholder, noneText, inputRef, clearable = true, ...frame }: RecordPickerProps<T>) {
  const texts = useUiTexts();
  const listId = useId();
  /** Text being typed; undefined when the list is closed and the field shows the picked record. */
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(0);
  const wanted = typed !== undefined && typed.trim().length >= minLetters ? typed.trim() : undefined;
  const { state, items, retry } = useRecordSearch(wanted, search, within);
  const open = typed !== undefined;
  const at = items.length === 0 ? -1 : Math.min(active, items.length - 1);

  function pick(item: T | null): void {
    onPick(item);
    setTyped(undefined);
    setActive(0);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (move !== 0) {
      event.preventDefault();
      if (!open) setTyped('');
      else if (items.length > 0) setActive((at + move + items.length) % items.length);
    } else if (event.key === 'Enter' && open) {
      // Even without a result: Enter must not leave a half-typed search behind.
      event.preventDefault();
      const item = state === 'ready' ? items[at] : undefined;
      if (item !== undefined) pick(item);
      else if (state === 'failed') retry();
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setTyped(undefined);
    }
  }

  /** What a screen reader hears of the list. */
  function said(): string {
    if (state === 'failed') return texts.picker.failed;
    if (state !== 'ready') return '';
    return items.length === 0 ? (noneText ?? texts.picker.none) : texts.picker.found(items.length);
  }

  function field(control: ControlAttributes): ReactNode {
    return (
      <input
        {...control}
        ref={inputRef}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open && items.length > 0}
        aria-controls={open && items.length > 0 ? listId : undefined}
        aria-activedescendant={open && at >= 0 ? `${listId}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder ?? texts.picker.hint}
        value={typed ?? (value === null ? '' : itemText(value))}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => setTyped((old) => old ?? '')}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setTyped(undefined)}
      />
    );
  }

  const clear = clearable && value !== null && frame.disabled !== true && (
    <button type="button" className={signs.clear} aria-label={`${texts.picker.clear}: ${frame.label}`} onClick={() => pick(null)}>
      <Icon name="close" size={14} />
    </button>
  );
  return (
    <div className={classes.picker}>
      <FieldFrame {...frame} before={<span className={signs.sign}><Icon name="search" /></span>} after={clear}>{field}</FieldFrame>
      {open && wanted !== undefined && (
        <RecordPickerList id={listId} label={frame.label} state={state} items={items} active={at} itemKey={itemKey} renderItem={renderItem} noneText={noneText} onPick={pick} onHover={setActive} onRetry={retry} />
      )}
      <output className="visually-hidden">{open ? said() : ''}</output>
    </div>
  );
}
