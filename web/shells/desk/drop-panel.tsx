/**
 * A panel that hangs from a button: personality, account, areas, notifications. Not modal: Esc, a click elsewhere or
 * the focus moving on closes it, and the focus returns to the button.
 */
import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import classes from './drop-panel.module.css';

interface ButtonFacts {
  readonly 'aria-expanded': boolean;
  readonly 'aria-controls': string;
  readonly 'aria-haspopup': 'dialog';
  readonly onClick: () => void;
}

interface DropPanelProps {
  /** Name of the panel for screen readers. */
  readonly label: string;
  readonly side: 'left' | 'right';
  readonly wide?: boolean;
  /** Draws the button; must pass the facts on to a `button`. */
  readonly button: (facts: ButtonFacts) => ReactNode;
  readonly children: (close: () => void) => ReactNode;
}

const stops = 'a[href], button:not(:disabled), input:not(:disabled), [tabindex="0"]';

/** Up and down walk through what can be chosen; Home and End jump. Fields and radio groups keep their own keys. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const direction = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (direction === undefined || (event.target instanceof HTMLElement && event.target.closest('input, [role="radiogroup"]') !== null)) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(stops)];
  const at = all.findIndex((stop) => stop === document.activeElement);
  const to = Number.isFinite(direction) ? (at + direction + all.length) % all.length : direction > 0 ? all.length - 1 : 0;
  all[to]?.focus();
  event.preventDefault();
}

export function DropPanel({ label, side, wide = false, button, children }: DropPanelProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const toButton = (): void => root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  const close = (): void => {
    setOpen(false);
    toButton();
  };
  const onOutside = useEffectEvent((event: Event) => {
    if (event.target instanceof Node && root.current?.contains(event.target) === false) setOpen(false);
  });
  useEffect(() => {
    if (!open) return;
    (panel.current?.querySelector<HTMLElement>('[data-first]') ?? panel.current?.querySelector<HTMLElement>(stops) ?? panel.current)?.focus();
    document.addEventListener('pointerdown', onOutside);
    document.addEventListener('focusin', onOutside);
    return () => {
      document.removeEventListener('pointerdown', onOutside);
      document.removeEventListener('focusin', onOutside);
    };
  }, [open]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Escape' || !open) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  return (
    <div ref={root} className={classes.root} onKeyDown={onKeyDown}>
      {button({ 'aria-expanded': open, 'aria-controls': id, 'aria-haspopup': 'dialog', onClick: () => setOpen(!open) })}
      {open && (
        <div ref={panel} id={id} role="dialog" aria-label={label} tabIndex={-1} className={[classes.panel, classes[side], wide ? classes.wide : ''].join(' ')} onKeyDown={walk}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
