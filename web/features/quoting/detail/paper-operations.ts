import { useNavigate } from '@tanstack/react-router';
import type { Quote } from '#quoting/api';
import { addressOf, useMay, useWrite } from '../../../request/index.ts';
import { showToast, useLanguage, type ActionMenuItem, type Operation } from '../../../ui/index.ts';
import { duplicateQuote, printComparison } from './detail-endpoints.ts';
import { useDetailTexts } from './use-detail-texts.ts';

/** What may be done with a saved quote beyond revising and printing it: its form, and what stands in the menu. */
export function usePaperOperations(quote: Quote, proposal: number, onReplay: () => void) {
  const words = useDetailTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const may = useMay();
  const duplicate = useWrite(duplicateQuote, {
    refreshes: ['/api/quoting/quotes'],
    onDone: (copy) => {
      showToast({ text: words.duplicated(copy.number) });
      void navigate({ to: '/quotes/$id', params: { id: copy.id } });
    },
  });
  const refusalOf = (operation: Quote['operations'][number]['operation']): string | undefined => quote.operations.find((told) => told.operation === operation)?.reason ?? undefined;
  const business = quote.customer.type === 'consumer' ? undefined : words.whyNot.business;
  const precontract: Operation = {
    key: 'precontract',
    label: words.operations.precontract,
    hotkey: 'I',
    onRun: () => void navigate({ to: '/quotes/$id/precontract', params: { id: quote.id }, search: { proposal: proposal === 1 ? undefined : proposal, revision: quote.revision === quote.latestRevision ? undefined : quote.revision } }),
    refusedBecause: business,
  };
  const menu: ActionMenuItem[] = [
    {
      key: 'comparison',
      label: words.operations.comparison,
      icon: 'list',
      onRun: () => void window.open(addressOf(printComparison, { params: { id: quote.id }, query: { revision: quote.revision, language } }), '_blank', 'noopener'),
      refusedBecause: quote.proposals.length < 2 ? words.whyNot.oneProposal : refusalOf('print'),
    },
    ...(may('quoting.quote.write') ? [{ key: 'duplicate-today', label: words.operations.duplicate, onRun: () => duplicate.mutate({ params: { id: quote.id } }), refusedBecause: refusalOf('duplicate') }] : []),
    { key: 'replay', label: words.operations.replay, onRun: onReplay },
  ];
  return { precontract, menu, problem: duplicate.error };
}
