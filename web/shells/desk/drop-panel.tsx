/**
 * A panel that hangs from a button: personality, account, areas, notifications. Not modal: Esc, a click elsewhere or
 * the focus moving on closes it, and the focus returns to the button.
 */
import { useEffect, useEffectEvent, useId, useState, type ReactNode } from 'react';
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
function walk(event: KeyboardEvent, panel: HTMLElement): void {
  const direction = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (direction === undefined || (event.target instanceof HTMLElement && event.target.closest('input, [role="radiogroup"]') !== null)) return;
  const all = [...panel.querySelectorAll<HTMLElement>(stops)];
  const at = all.findIndex((stop) => stop === document.activeElement);
  const to = Number.isFinite(direction) ? (at + direction + all.length) % all.length : direction > 0 ? all.length - 1 : 0;
  all[to]?.focus();
  event.preventDefault();
}

export function DropPanel({ label, side, wide = false, button, children }: DropPanelProps) {
  const [open, setOpen] = useState(false);
  const [root, setRoot] = useState<HTMLDivElement | null>(null);
  const [panel, setPanel] = useState<HTMLDivElement | null>(null);
  const id = useId();
  const close = (): void => {
    setOpen(false);
    root?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (panel !== null && event.target instanceof Node && panel.contains(event.target)) walk(event, panel);
  });
  const onOutside = useEffectEvent((event: Event) => {
    if (event.target instanceof Node && root?.contains(event.target) === false) setOpen(false);
  });
  useEffect(() => {
    if (panel === null || root === null) return;
    (panel.querySelector<HTMLElement>('[data-first]') ?? panel.querySelector<HTMLElement>(stops) ?? panel).focus();
    root.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onOutside);
    document.addEventListener('focusin', onOutside);
    return () => {
      root.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onOutside);
      document.removeEventListener('focusin', onOutside);
    };
  }, [panel, root]);
  return (
    <div ref={setRoot} className={classes.root}>
      {button({ 'aria-expanded': open, 'aria-controls': id, 'aria-haspopup': 'dialog', onClick: () => setOpen(!open) })}
      {open && (
        <div ref={setPanel} id={id} role="dialog" aria-label={label} tabIndex={-1} className={[classes.panel, classes[side], wide ? classes.wide : ''].join(' ')}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
