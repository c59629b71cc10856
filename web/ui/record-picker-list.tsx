import { useEffect, useRef } from 'react';
import type { HTMLAttributes, ReactNode } from 'react';
import classes from './record-picker.module.css';
import type { RecordSearch } from './use-record-search.ts';
import { useUiTexts } from './use-ui-texts.ts';

interface RecordPickerListProps<T> {
  readonly id: string;
  readonly label: string;
  readonly state: RecordSearch<T>['state'];
  readonly items: readonly T[];
  readonly active: number;
  readonly itemKey: (item: T) => string;
  readonly renderItem: (item: T) => ReactNode;
  readonly noneText: string | undefined;
  readonly onPick: (item: T) => void;
  readonly onHover: (index: number) => void;
  readonly onRetry: () => void;
}

/** What makes an element the list of the combobox. Pressing in it must not take the focus from the field, or it would close first. */
function listAttributes(id: string, label: string, busy: boolean): HTMLAttributes<HTMLElement> {
  return { id, role: 'listbox', 'aria-label': label, 'aria-busy': busy, onPointerDown: (event) => event.preventDefault() };
}

/** What makes a row an option; the keyboard reaches it through the field (aria-activedescendant), the pointer directly. */
function optionAttributes(id: string, active: boolean, onHover: () => void, onPick: () => void): HTMLAttributes<HTMLElement> {
  return { id, role: 'option', 'aria-selected': active, tabIndex: -1, onPointerMove: onHover, onClick: onPick };
}

/** The open list under a RecordPicker, in its four states: searching, found, nothing, failed. */
export function RecordPickerList<T>({ id, label, state, items, active, itemKey, renderItem, noneText, onPick, onHover, onRetry }: RecordPickerListProps<T>) {
  const texts = useUiTexts();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  if (items.length === 0) {
    return (
      // Pressing here must not take the focus from the field, or the list would close first.
      <div className={classes.drop} onPointerDown={(event) => event.preventDefault()}>
        <div className={classes.message}>
          {state === 'failed' ? texts.picker.failed : state === 'ready' ? (noneText ?? texts.picker.none) : texts.picker.loading}
          {state === 'failed' && <button type="button" className={classes.retry} tabIndex={-1} onClick={onRetry}>{texts.action.retry}</button>}
        </div>
      </div>
    );
  }
  return (
    <div ref={list} {...listAttributes(id, label, state === 'loading')} className={classes.drop}>
      {items.map((item, index) => (
        <div key={itemKey(item)} {...optionAttributes(`${id}-${index}`, index === active, () => onHover(index), () => onPick(item))} className={classes.option}>
          {renderItem(item)}
        </div>
      ))}
    </div>
  );
}
