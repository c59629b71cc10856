import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { leadingProposal, type Quote, type QuoteProposal } from '#quoting/api';
import { useQueryOf } from '../../request/index.ts';
import { numberIn, usePageSearch, type RawSearch } from '../../shells/page-search.ts';
import { ActionBar, ActionMenu, Button, EmptyState, LoadingBlock, Page, Panel, Problem, StatusBadge, Tabs, useFormat, useHotkeys } from '../../ui/index.ts';
import { FleetTotals } from './detail/fleet-totals.tsx';
import { usePaperOperations } from './detail/paper-operations.ts';
import { LeaseDeductibility, ProposalPlan } from './detail/proposal-plan.tsx';
import { QuoteCustomer } from './detail/quote-customer.tsx';
import { QuoteAmounts, QuoteFacts } from './detail/quote-data.tsx';
import { operationHotkeys, useQuoteOperations } from './detail/quote-operations.ts';
import { QuoteResult } from './detail/quote-result.tsx';
import { QuoteTimeline } from './detail/quote-timeline.tsx';
import { ReplayPanel } from './detail/replay-panel.tsx';
import { CarNotice, ReserveForQuote, useProposalCar, type ProposalCar } from './detail/reserve-car.tsx';
import { RevisionChoice } from './detail/revision-choice.tsx';
import { useDetailTexts } from './detail/use-detail-texts.ts';
import { useExplained } from './detail/use-explained.ts';
import { getQuote } from './endpoints.ts';
import { SharePanel, useShareOperation } from './share/share-panel.tsx';
import classes from './quote-page.module.css';
import { useQuotingTexts } from './use-quoting-texts.ts';

const DerivationPanel = lazy(async () => ({ default: (await import('./figures/derivation-panel.tsx')).DerivationPanel }));

const parse = (raw: RawSearch) => ({ revision: numberIn(raw, 'revision'), proposal: numberIn(raw, 'proposal') });

/** One proposal: car and amounts, its plan, the figures on the navy panel. */
function ProposalBody({ quote, proposal, car }: { readonly quote: Quote; readonly proposal: QuoteProposal; readonly car: ProposalCar['car'] }) {
  const texts = useQuotingTexts();
  const words = useDetailTexts();
  const { explained, explain, explainLease, close } = useExplained(quote, proposal);
  const { lease } = proposal.figures;
  return (
    <div className={classes.proposal}>
      <CarNotice car={car} />
      <div className={classes.columns}>
        <div className={classes.left}>
          <div className={classes.pair}>
            <QuoteFacts quote={quote} proposal={proposal} />
            <QuoteAmounts proposal={proposal} />
          </div>
        </div>
        <div className={classes.right}>
          <QuoteResult proposal={proposal} customerType={quote.customer.type} onExplain={explain} onExplainLease={explainLease} />
        </div>
      </div>
      <Panel title={lease === null ? texts.plan.title : words.lease.plan}>
        <ProposalPlan proposal={proposal} onExplain={(row) => explain({ row })} onExplainLease={explainLease} />
      </Panel>
      {lease !== null && quote.customer.type !== 'consumer' && <LeaseDeductibility lease={lease} onDay={quote.startDate} />}
      <Suspense fallback={null}>{explained !== null && <DerivationPanel explained={explained} onClose={close} />}</Suspense>
    </div>
  );
}

interface QuoteBodyProps {
  readonly quote: Quote;
  readonly wanted: number | undefined;
  readonly onRevision: (revision: number | undefined) => void;
  readonly proposal: QuoteProposal;
  readonly onProposal: (number: number) => void;
  readonly car: ProposalCar['car'];
}

function QuoteBody({ quote, wanted, onRevision, proposal, onProposal, car }: QuoteBodyProps) {
  const words = useDetailTexts();
  const format = useFormat();
  // Alternatives are often of one car: the instalment tells them apart.
  const label = ({ number, quantity, vehicle, figures }: QuoteProposal): string => {
    const name = `${vehicle.make} ${vehicle.carline}`;
    return quote.kind === 'fleet' ? words.line(number, quantity, name) : `${words.proposal(number, name)} · ${format.money(figures.instalmentWithFeesCents)}`;
  };
  const panelOf = (one: QuoteProposal) => <ProposalBody quote={quote} proposal={one} car={one.number === proposal.number ? car : undefined} />;
  return (
    <>
      <RevisionChoice quote={quote} wanted={wanted} onChoose={onRevision} />
      {quote.totals !== null && <FleetTotals totals={quote.totals} />}
      {quote.proposals.length === 1 ? (
        panelOf(proposal)
      ) : (
        <Tabs label={words.proposals} value={String(proposal.number)} onChange={(value) => onProposal(Number(value))} tabs={quote.proposals.map((one) => ({ value: String(one.number), label: label(one), panel: panelOf(one) }))} />
      )}
    </>
  );
}

interface ReadQuoteProps {
  readonly quote: Quote;
  readonly search: ReturnType<typeof parse>;
  readonly change: (changes: Partial<ReturnType<typeof parse>>) => void;
  readonly onBack: () => void;
}

function ReadQuote({ quote, search, change, onBack }: ReadQuoteProps) {
  const texts = useQuotingTexts();
  const words = useDetailTexts();
  const format = useFormat();
  const [replaying, setReplaying] = useState(false);
  const proposal = quote.proposals.find(({ number }) => number === search.proposal) ?? leadingProposal(quote);
  const own = useQuoteOperations(quote);
  const car = useProposalCar(quote, proposal.number);
  const { precontract, menu, problem } = usePaperOperations(quote, proposal.number, () => setReplaying(true));
  const share = useShareOperation(quote);
  const operations = [...car.operations, precontract, share.operation, ...own];
  useHotkeys([{ keys: 'Esc', run: onBack }, ...operationHotkeys(operations)]);
  const until = format.date(quote.expiresOn);
  const fault = car.problem ?? problem;
  return (
    <Page
      title={texts.revising(quote.number)}
      badge={<StatusBadge status={quote.status} />}
      subtitle={quote.status === 'open' ? texts.detail.expiresOn(until) : texts.detail.expiredOn(until)}
      actions={
        <>
          <ActionMenu trigger={<Button icon="chevronDown">{words.operations.more}</Button>} items={menu} width={300} align="end" />
          <Button hotkey="Esc" onClick={onBack}>
            {texts.detail.backToList}
          </Button>
        </>
      }
      rail={
        <div className={classes.rail}>
          <QuoteCustomer quote={quote} />
          <QuoteTimeline quoteId={quote.id} />
        </div>
      }
      bar={<ActionBar operations={operations} />}
    >
      {fault !== null && <Problem problem={fault} lost="nothing" compact />}
      <QuoteBody
        quote={quote}
        wanted={search.revision}
        onRevision={(revision) => change({ revision, proposal: undefined })}
        proposal={proposal}
        onProposal={(number) => change({ proposal: number === 1 ? undefined : number })}
        car={car.car}
      />
      <ReserveForQuote quote={quote} proposal={proposal} opened={car.asking} onClose={car.close} />
      <SharePanel quote={quote} proposal={proposal.number} opened={share.opened} onClose={share.close} />
      <ReplayPanel quote={quote} opened={replaying} onClose={() => setReplaying(false)} />
    </Page>
  );
}

/** `/quotes/$id`: a saved quote, whole. */
export function QuotePage() {
  const texts = useQuotingTexts();
  const navigate = useNavigate();
  const { id = '' }: { readonly id?: string } = useParams({ strict: false });
  const [search, change] = usePageSearch(parse);
  const { revision } = search;
  const { data: quote, error, refetch } = useQueryOf(getQuote, { params: { id }, query: revision === undefined ? {} : { revision } }, { keepPrevious: true });
  const toList = (): void => void navigate({ to: '/quotes', search: {} });
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
  return <ReadQuote quote={quote} search={search} change={change} onBack={toList} />;
}
