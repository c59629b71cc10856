/** A quote read beside the list: head, figures, data; the plan opens on demand. */
import { lazy, Suspense, useState } from 'react';
import { leadingProposal, type Quote } from '#quoting/api';
import { Button, IconButton, LoadingBlock, Problem, SidePanel, StatusBadge, useFormat } from '../../../ui/index.ts';
import { useQueryOf } from '../../../request/index.ts';
import { getQuote } from '../endpoints.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './quote-beside.module.css';
import { QuoteAmounts, QuoteFacts } from './quote-data.tsx';
import { ProposalPlan } from './proposal-plan.tsx';
import { QuoteResult } from './quote-result.tsx';
import { useExplained } from './use-explained.ts';

const DerivationPanel = lazy(async () => ({ default: (await import('../figures/derivation-panel.tsx')).DerivationPanel }));

interface QuoteBesideProps {
  readonly id: string;
  readonly onClose: () => void;
  /** Opens the quote on a page of its own. */
  readonly onExpand: () => void;
}

/** The quote open beside the list, for the page around it. */
export function useOpenQuote(id: string | undefined) {
  return useQueryOf(getQuote, { params: { id: id ?? '' }, query: {} }, { enabled: id !== undefined, staleTimeMs: 60_000 });
}

function Head({ quote, onClose, onExpand }: { readonly quote: Quote } & Omit<QuoteBesideProps, 'id'>) {
  const texts = useQuotingTexts();
  const format = useFormat();
  return (
    <div className={classes.head}>
      <div className={classes.names}>
        <h2 className={classes.title}>{quote.number}</h2>
        <StatusBadge status={quote.status} />
        <span className={classes.small}>{quote.status === 'open' ? texts.detail.expiresOn(format.date(quote.expiresOn)) : texts.detail.expiredOn(format.date(quote.expiresOn))}</span>
      </div>
      <Button onClick={onExpand}>{texts.list.expand}</Button>
      <IconButton icon="close" label={texts.list.close} onClick={onClose} />
    </div>
  );
}

export function QuoteBeside({ id, onClose, onExpand }: QuoteBesideProps) {
  const texts = useQuotingTexts();
  const { data: quote, error, refetch } = useOpenQuote(id);
  const [planShown, setPlanShown] = useState(false);
  const { explained, explain, explainLease, close } = useExplained(quote, quote === undefined ? undefined : leadingProposal(quote));
  if (quote === undefined) {
    return error === null ? <LoadingBlock label={texts.loading} height={420} /> : <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />;
  }
  return (
    <div className={classes.beside}>
      <Head quote={quote} onClose={onClose} onExpand={onExpand} />
      <QuoteResult proposal={leadingProposal(quote)} customerType={quote.customer.type} onExplain={explain} onExplainLease={explainLease} onPlan={() => setPlanShown(true)} />
      <QuoteAmounts proposal={leadingProposal(quote)} />
      <QuoteFacts quote={quote} proposal={leadingProposal(quote)} />
      <SidePanel opened={planShown} onClose={() => setPlanShown(false)} title={texts.plan.title} width={680}>
        <ProposalPlan proposal={leadingProposal(quote)} onExplain={(row) => explain({ row })} onExplainLease={explainLease} />
      </SidePanel>
      <Suspense fallback={null}>{explained !== null && <DerivationPanel explained={explained} onClose={close} />}</Suspense>
    </div>
  );
}
