/** Short answers at the foot of the page, announced once. With an undo they stay 10 seconds, otherwise 5. */
import { useEffect, useSyncExternalStore } from 'react';
import { Button, IconButton } from './button.tsx';
import classes from './toasts.module.css';
import { useUiTexts } from './use-ui-texts.ts';

export interface Toast {
  readonly text: string;
  /** Takes the act back. */
  readonly undo?: (() => void) | undefined;
}

interface KeptToast extends Toast {
  readonly key: number;
}

let kept: readonly KeptToast[] = [];
let lastKey = 0;
const listeners = new Set<() => void>();

function keep(next: readonly KeptToast[]): void {
  kept = next;
  for (const listener of listeners) listener();
}

function drop(key: number): void {
  keep(kept.filter((toast) => toast.key !== key));
}

/** Says something without stopping the work. At most three at once; the oldest leaves. */
export function showToast(toast: Toast): void {
  lastKey += 1;
  keep([...kept.slice(-2), { ...toast, key: lastKey }]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function ToastLine({ toast }: { readonly toast: KeptToast }) {
  const texts = useUiTexts();
  useEffect(() => {
    const timer = setTimeout(() => drop(toast.key), toast.undo ? 10_000 : 5000);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <div className={classes.toast}>
      <span className={classes.text}>{toast.text}</span>
      {toast.undo !== undefined && (
        <Button
          onClick={() => {
            toast.undo?.();
            drop(toast.key);
          }}
        >
          {texts.action.undo}
        </Button>
      )}
      <IconButton icon="close" label={texts.action.dismiss} onClick={() => drop(toast.key)} />
    </div>
  );
}

/** The region that shows them; UiProvider holds the only one. */
export function Toasts() {
  const texts = useUiTexts();
  const toasts = useSyncExternalStore(subscribe, () => kept, () => kept);
  return (
    <section className={classes.region} aria-label={texts.toasts.region} aria-live="polite" data-no-print>
      {toasts.map((toast) => <ToastLine key={toast.key} toast={toast} />)}
    </section>
  );
}
