import { useRouter } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { Hotkey } from '../../ui/index.ts';
import type { PaletteCommand } from '../feature.ts';
import { Modal } from './modal.tsx';
import classes from './command-palette.module.css';
import { usePalette, type PaletteGroup, type PaletteRow } from './use-palette.ts';
import { useDeskTexts } from './use-desk-texts.ts';

interface PaletteProps {
  /** Commands of the shell itself. */
  readonly commands: readonly PaletteCommand[];
  readonly onClose: () => void;
}

interface RowsProps {
  readonly id: string;
  readonly groups: readonly PaletteGroup[];
  readonly at: number;
  readonly onPoint: (index: number) => void;
  readonly onChoose: (row: PaletteRow) => void;
}

function Rows({ id, groups, at, onPoint, onChoose }: RowsProps) {
  let index = -1;
  return groups.map((group) => (
    <div key={group.key} role="group" aria-label={group.label}>
      <div className={classes.group} aria-hidden="true">
        {group.label}
      </div>
      {group.rows.map((row) => {
        index += 1;
        const mine = index;
        return (
          // The keyboard reaches options through the input, as a combobox does.
          <div
            key={row.key}
            id={`${id}-${mine}`}
            role="option"
            tabIndex={-1}
            aria-selected={mine === at}
            className={classes.row}
            onPointerMove={() => onPoint(mine)}
            onClick={() => onChoose(row)}
            onKeyDown={(event) => event.key === 'Enter' && onChoose(row)}
          >
            <span className={classes.title}>{row.title}</span>
            {row.detail !== undefined && row.detail !== '' && <span className={classes.detail}>{row.detail}</span>}
            {row.hotkey !== undefined && <Hotkey keys={row.hotkey} />}
          </div>
        );
      })}
    </div>
  ));
}

/** Ctrl K: find a place or a record, run a command. Opens with the input ready; arrows move, Enter does, Esc leaves. */
export function CommandPalette({ commands, onClose }: PaletteProps) {
  const texts = useDeskTexts();
  const { history } = useRouter();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const { groups, searching, failed } = usePalette(typed, commands, { ...texts.palette, home: texts.home });
  const rows = groups.flatMap((group) => group.rows);
  const chosen = Math.min(at, rows.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  function choose(row: PaletteRow | undefined): void {
    if (row === undefined) return;
    onClose();
    if ('path' in row.does) history.push(row.does.path);
    else void row.does.run();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(rows.length === 0 ? 0 : (chosen + 1) % rows.length);
    else if (event.key === 'ArrowUp') setAt(rows.length === 0 ? 0 : (chosen + rows.length - 1) % rows.length);
    else if (event.key === 'Enter') choose(rows[chosen]);
    else if (event.key !== 'Tab') return;
    // Tab stays in the only field.
    event.preventDefault();
  }

  const nothing = typed.trim() !== '' && rows.length === 0;
  return (
    <Modal label={texts.palette.title} onClose={onClose} wide>
      <input
        className={classes.input}
        type="text"
        role="combobox"
        aria-label={texts.palette.title}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={rows.length > 0 ? `${id}-${chosen}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        data-autofocus
        placeholder={texts.palette.placeholder}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={id} role="listbox" aria-label={texts.palette.title} className={classes.list} hidden={rows.length === 0}>
        <Rows id={id} groups={groups} at={chosen} onPoint={setAt} onChoose={choose} />
      </div>
      {nothing && !searching && (
        <p className={classes.none}>
          {texts.palette.none(typed.trim())}
          <span>{texts.palette.noneHint}</span>
        </p>
      )}
      {failed.map((label) => (
        <p key={label} className={classes.failed}>
          {texts.palette.failed(label)}
        </p>
      ))}
      <div className={classes.foot}>
        <output aria-live="polite">{searching ? texts.palette.searching : typed.trim() === '' ? '' : texts.palette.results(rows.length)}</output>
        <span className={classes.keys} aria-hidden="true">
          <Hotkey keys="↑" /> <Hotkey keys="↓" /> {texts.palette.hint} · <Hotkey keys="↵" /> {texts.palette.open} · <Hotkey keys="Esc" /> {texts.palette.close}
        </span>
      </div>
    </Modal>
  );
}
