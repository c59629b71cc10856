import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { leadingProposal, type Quote } from '#quoting/api';
import { useQueryOf } from '../../request/index.ts';
import { numberIn, usePageSearch, type RawSearch } from '../../shells/page-search.ts';
import { ActionBar, Button, EmptyState, LoadingBlock, Page, Panel, Problem, StatusBadge, useFormat, useHotkeys } from '../../ui/index.ts';
import { QuoteAmounts, QuoteFacts } from './detail/quote-data.tsx';
import { operationHotkeys, useQuoteOperations } from './detail/quote-operations.ts';
import { QuoteResult } from './detail/quote-result.tsx';
import { RevisionChoice } from './detail/revision-choice.tsx';
import { useExplained } from './detail/use-explained.ts';
import { getQuote } from './endpoints.ts';
import { PlanTable } from './figures/plan-table.tsx';
import classes from './quote-page.module.css';
import { useQuotingTexts } from './use-quoting-texts.ts';

const DerivationPanel = lazy(async () => ({ default: (await import('./figures/derivation-panel.tsx')).DerivationPanel }));

const parse = (raw: RawSearch) => ({ revision: numberIn(raw, 'revision') });

function QuoteBody({ quote, wanted, onRevision }: { readonly quote: Quote; readonly wanted: number | undefined; readonly onRevision: (revision: number | undefined) => void }) {
  const texts = useQuotingTexts();
  const { explained, explain, close } = useExplained(quote);
  return (
    <>
      <RevisionChoice quote={quote} wanted={wanted} onChoose={onRevision} />
      <div className={classes.columns}>
        <div className={classes.left}>
          <div className={classes.pair}>
            <QuoteFacts quote={quote} />
            <QuoteAmounts quote={quote} />
          </div>
          <Panel title={texts.plan.title}>
            <PlanTable rows={leadingProposal(quote).figures.rows} onExplain={(row) => explain({ row })} />
          </Panel>
        </div>
        <div className={classes.right}>
          <QuoteResult quote={quote} onExplain={explain} />
        </div>
      </div>
      <Suspense fallback={null}>{explained !== null && <DerivationPanel explained={explained} onClose={close} />}</Suspense>
    </>
  );
}

/** `/quotes/$id`: a saved quote, whole. */
export function QuotePage() {
  const texts = useQuotingTexts();
  const format = useFormat();
  const navigate = useNavigate();
  const { id = '' }: { readonly id?: string } = useParams({ strict: false });
  const [{ revision }, change] = usePageSearch(parse);
  const { data: quote, error, refetch } = useQueryOf(getQuote, { params: { id }, query: revision === undefined ? {} : { revision } }, { keepPrevious: true });
  const operations = useQuoteOperations(quote);
  const toList = (): void => void navigate({ to: '/quotes', search: {} });
  useHotkeys([{ keys: 'Esc', run: toList }, ...operationHotkeys(operations)]);
  if (quote === undefined) {
    if (error === null) {
      return (
        <Page title={texts.list.title}>
          <LoadingBlock label={texts.loading} height={480} />
        </Page>
      );
    }
    const unknown = error.code === 'not_found' || error.code === 'invalid_input';
    return (
      <Page title={unknown ? texts.detail.notFound : texts.list.title}>
        {unknown ? (
          <EmptyState title={texts.detail.notFound} why={texts.detail.notFoundWhy} action={<Button onClick={toList}>{texts.detail.backToList}</Button>} />
        ) : (
          <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  const until = format.date(quote.expiresOn);
  return (
    <Page
      title={texts.revising(quote.number)}
      badge={<StatusBadge status={quote.status} />}
      subtitle={quote.status === 'open' ? texts.detail.expiresOn(until) : texts.detail.expiredOn(until)}
      actions={
        <Button hotkey="Esc" onClick={toList}>
          {texts.detail.backToList}
        </Button>
      }
      bar={<ActionBar operations={operations} />}
    >
      <QuoteBody quote={quote} wanted={revision} onRevision={(number) => change({ revision: number })} />
    </Page>
  );
}
