/** The stock car of a proposal: whether it is held for this quote, and holding it for some days. */
import { useState } from 'react';
import type { Quote, QuoteProposal } from '#quoting/api';
import { useMay, useQueryOf, useWrite } from '../../../request/index.ts';
import { Notice, showToast, useFormat, type Operation } from '../../../ui/index.ts';
import { ReservePanel, useReserved, vehicleName } from '../../vehicles/index.ts';
import { quoteReservations, releaseForQuote, reserveForQuote } from './detail-endpoints.ts';
import { useDetailTexts } from './use-detail-texts.ts';

const old = ['/api/quoting/quotes', '/api/vehicles/'];

/** The car of a proposal as the house knows it now, and what may be done with it. */
export function useProposalCar(quote: Quote, proposal: number) {
  const words = useDetailTexts();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const isStock = quote.proposals.some(({ number, vehicle }) => number === proposal && vehicle.stockId !== null);
  const { data } = useQueryOf(quoteReservations, { params: { id: quote.id } }, { enabled: isStock, keepPrevious: true });
  const car = data?.items.find((item) => item.proposal === proposal);
  const release = useWrite(releaseForQuote, { refreshes: old, onDone: () => showToast({ text: words.car.released }) });

  function whyNot(): string | undefined {
    if (quote.revision < quote.latestRevision) return words.whyNot.old;
    if (quote.status === 'expired') return words.whyNot.expired;
    if (car?.state === 'other') return words.whyNot.held;
    return car?.state === 'gone' ? words.whyNot.gone : undefined;
  }
  // What this person never may is left out; the rest says why not now.
  const operations: Operation[] = !isStock || !may('vehicles.stock.reserve')
    ? []
    : [
        ...(car?.state === 'ours' ? [{ key: 'release', label: words.operations.release, onRun: () => release.mutate({ params: { id: quote.id }, query: { proposal } }), busy: release.isPending, hotkey: 'L' }] : []),
        { key: 'reserve', label: car?.state === 'ours' ? words.operations.prolong : words.operations.reserve, onRun: () => setAsking(true), hotkey: 'R', refusedBecause: whyNot() },
      ];
  return { car, operations, problem: release.error, asking, close: () => setAsking(false) };
}

export type ProposalCar = ReturnType<typeof useProposalCar>;

export function CarNotice({ car }: { readonly car: ProposalCar['car'] }) {
  const words = useDetailTexts().car;
  const format = useFormat();
  if (car === undefined || car.state === 'free') return null;
  if (car.state === 'ours') return <Notice tone="ok">{words.ours(format.date(car.heldUntil))}</Notice>;
  return <Notice tone="attention">{car.state === 'gone' ? words.gone : words.other(car.heldUntil === null ? null : format.date(car.heldUntil))}</Notice>;
}

/** Holds the car of a proposal for the quote. */
export function ReserveForQuote({ quote, proposal, opened, onClose }: { readonly quote: Quote; readonly proposal: QuoteProposal; readonly opened: boolean; readonly onClose: () => void }) {
  const reserve = useWrite(reserveForQuote, { refreshes: old, onDone: useReserved(onClose) });
  return (
    <ReservePanel
      car={vehicleName(proposal.vehicle)}
      opened={opened}
      reserving={reserve}
      onReserve={(days) => reserve.mutate({ params: { id: quote.id }, body: { proposal: proposal.number, days } })}
      onClose={onClose}
    />
  );
}
