/**
 * Enter goes to the next field inside an element marked `data-enter-next` (the quote). One listener for the page, so that
 * every field takes part. A list that uses Enter for itself prevents the default, and then nothing moves.
 */

const fieldSelector = 'input:not([type="hidden"]):not(:disabled), select:not(:disabled), [role="radio"][tabindex="0"]:not([aria-disabled="true"]), [role="checkbox"]:not([aria-disabled="true"]), [data-enter-stop]';

/** Ctrl+Enter belongs to the primary action, Shift+Enter goes back. */
function wantsNext(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented && !event.isComposing;
}

function onKeyDown(event: KeyboardEvent): void {
  if (!wantsNext(event) || !(event.target instanceof HTMLElement) || !event.target.matches(fieldSelector) || event.target.matches('[data-enter-stop]')) return;
  const scope = event.target.closest('[data-enter-next]');
  if (scope === null) return;
  const fields = [...scope.querySelectorAll<HTMLElement>(fieldSelector)].filter((field) => field.tabIndex >= 0 && field.checkVisibility());
  const next = fields[fields.indexOf(event.target) + (event.shiftKey ? -1 : 1)];
  event.preventDefault();
  next?.focus();
}

/** Starts listening; returns what stops it. */
export function listenForEnterNext(): () => void {
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}
