/**
 * Enter goes to the next field inside an element marked `data-enter-next` (the quote), Shift+Enter to the one before. One
 * listener for the page, so that every field takes part. A list that uses Enter for itself prevents the default, and then
 * nothing moves. After the last field comes the element marked `data-enter-stop`, usually the primary button.
 */

const fieldSelector = 'input:not([type="hidden"]):not(:disabled), select:not(:disabled), [data-enter-stop]';

/** Ctrl+Enter belongs to the primary action. */
function wantsNext(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented && !event.isComposing;
}

/** Of a radio group only one takes the focus: the checked one, or the first while nothing is chosen. */
function takesFocus(field: HTMLElement, fields: readonly HTMLElement[]): boolean {
  if (!(field instanceof HTMLInputElement) || field.type !== 'radio' || field.checked) return true;
  const group = fields.filter((other) => other instanceof HTMLInputElement && other.type === 'radio' && other.name === field.name);
  return group[0] === field && !group.some((other) => other instanceof HTMLInputElement && other.checked);
}

function onKeyDown(event: KeyboardEvent): void {
  if (!wantsNext(event) || !(event.target instanceof HTMLElement)) return;
  if (!event.target.matches(fieldSelector) || event.target.matches('[data-enter-stop]')) return;
  const scope = event.target.closest('[data-enter-next]');
  if (scope === null) return;
  const all = [...scope.querySelectorAll<HTMLElement>(fieldSelector)].filter((field) => field.tabIndex >= 0 && field.checkVisibility());
  const fields = all.filter((field) => takesFocus(field, all));
  const next = fields[fields.indexOf(event.target) + (event.shiftKey ? -1 : 1)];
  event.preventDefault();
  next?.focus();
}

/** Starts listening; returns what stops it. */
export function listenForEnterNext(): () => void {
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}
