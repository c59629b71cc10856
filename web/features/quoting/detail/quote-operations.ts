import { useNavigate } from '@tanstack/react-router';
import type { Quote } from '#quoting/api';
import { addressOf } from '../../../request/index.ts';
import { useLanguage, type Operation } from '../../../ui/index.ts';
import { printQuote } from '../endpoints.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';

type Name = Quote['operations'][number]['operation'];

/** Order of the bar: the primary stands last. */
const order: readonly Name[] = ['duplicate', 'revise', 'print'];
const hotkeys: Readonly<Record<Name, string>> = { duplicate: 'D', revise: 'M', print: 'P' };

/** What the server allows on this quote, ready for the action bar; refused ones carry the server's reason. */
export function useQuoteOperations(quote: Quote | undefined): Operation[] {
  const texts = useQuotingTexts().detail;
  const language = useLanguage();
  const navigate = useNavigate();
  if (quote === undefined) return [];
  const run: Readonly<Record<Name, () => void>> = {
    duplicate: () => void navigate({ to: '/quotes/new', search: { from: quote.id } }),
    revise: () => void navigate({ to: '/quotes/new', search: { revise: quote.id } }),
    print: () => void window.open(addressOf(printQuote, { params: { id: quote.id }, query: { revision: quote.revision, language } }), '_blank', 'noopener'),
  };
  return order.flatMap((name) => {
    const told = quote.operations.find(({ operation }) => operation === name);
    if (told === undefined) return [];
    return [{ key: name, label: texts[name], onRun: run[name], hotkey: hotkeys[name], kind: name === 'print' ? 'primary' : 'secondary', refusedBecause: told.allowed ? undefined : (told.reason ?? undefined) }];
  });
}

/** Bindings for the hotkeys that the bar prints. */
export function operationHotkeys(operations: readonly Operation[]): { readonly keys: string; readonly run: () => void }[] {
  return operations.flatMap(({ hotkey, onRun, refusedBecause }) => (hotkey === undefined || refusedBecause !== undefined ? [] : [{ keys: hotkey, run: onRun }]));
}
