/**
 * Keyboard shortcuts. Keys are written as people read them: 'Ctrl+K', 'Alt+P', 'Shift+Enter', 'V', '?', 'Esc'.
 * A single character works only outside fields and can be switched off for good (WCAG 2.1.4); on a Mac, Ctrl also means ⌘.
 */
import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface HotkeyBinding {
  readonly keys: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Also while typing in a field; the default for combinations with Ctrl or Alt, never for single characters. */
  readonly inFields?: boolean;
}

interface Combination {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

const names: Readonly<Record<string, string>> = { esc: 'escape', '↑': 'arrowup', '↓': 'arrowdown', spazio: ' ', space: ' ' };

/** Reads 'Ctrl+Shift+K' into its parts. */
export function readCombination(keys: string): Combination {
  const parts = keys.toLowerCase().split(/\+(?=.)/);
  const last = parts.at(-1) ?? '';
  return { key: names[last] ?? last, ctrl: parts.includes('ctrl'), alt: parts.includes('alt'), shift: parts.includes('shift') };
}

/** The part of a keyboard event that a combination looks at. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** True when the event is that combination. Shift is not compared for signs: '?' needs it on most keyboards. */
export function matchesCombination(event: Pressed, wanted: Combination): boolean {
  if (event.key.toLowerCase() !== wanted.key) return false;
  if ((event.ctrlKey || event.metaKey) !== wanted.ctrl || event.altKey !== wanted.alt) return false;
  return /^[^\p{L}]$/u.test(wanted.key) || event.shiftKey === wanted.shift;
}

const storageKey = 'volano.letterHotkeys';
const listeners = new Set<() => void>();

function lettersAllowed(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

/** Switches single-character shortcuts on or off for this person's browser. */
export function setLetterHotkeys(on: boolean): void {
  try {
    localStorage.setItem(storageKey, on ? 'on' : 'off');
  } catch {
    // Without storage the setting cannot be kept; the shortcuts stay as they are.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether single-character shortcuts work. */
export function useLetterHotkeys(): boolean {
  return useSyncExternalStore(subscribe, lettersAllowed, () => true);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** A dialog owns the keyboard: shortcuts of the page behind it sleep. */
function isBehindDialog(): boolean {
  return document.querySelector('[aria-modal="true"]') !== null;
}

const ownedByDialog = new WeakSet<Event>();

/**
 * Seen before anybody acts on the key: without motion a dialog that closes on Escape is gone by the time the same key
 * reaches the page, which would then take it too.
 */
function noteDialog(event: KeyboardEvent): void {
  if (isBehindDialog()) ownedByDialog.add(event);
}

/** Listens for shortcuts while the component is mounted. The latest `run` of each binding is called. */
export function useHotkeys(bindings: readonly HotkeyBinding[]): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing || ownedByDialog.has(event) || isBehindDialog()) return;
      for (const binding of latest.current) {
        const wanted = readCombination(binding.keys);
        if (!matchesCombination(event, wanted)) continue;
        const single = wanted.key.length === 1 && !wanted.ctrl && !wanted.alt;
        if (single && !lettersAllowed()) continue;
        if (isTyping(event.target) && !(binding.inFields ?? (wanted.ctrl || wanted.alt))) continue;
        event.preventDefault();
        binding.run(event);
        return;
      }
    }
    // Added once however many ask, and never taken away: it has to stand before the listeners of any dialog.
    window.addEventListener('keydown', noteDialog, true);
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
