/** The stock car of a proposal: whether it is held for this quote, and holding it for some days. */
import { useState } from 'react';
import { addDays } from '#platform/civil-date';
import type { Quote } from '#quoting/api';
import { serverToday, useMay, useQueryOf, useWrite } from '../../../request/index.ts';
import { Button, Notice, Problem, SegmentedButtons, showToast, SidePanel, useFormat, type Operation } from '../../../ui/index.ts';
import { quoteReservations, releaseForQuote, reserveForQuote } from './detail-endpoints.ts';
import classes from './quote-parts.module.css';
import { useDetailTexts } from './use-detail-texts.ts';

/** Lengths people ask for; the longest is the house's limit. */
const lengths = [1, 3, 7, 15] as const;
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

/** How long; a refusal (a colleague was faster) stays in the panel with its words. */
export function ReserveForQuote({ quote, proposal, opened, onClose }: { readonly quote: Quote; readonly proposal: number; readonly opened: boolean; readonly onClose: () => void }) {
  const texts = useDetailTexts();
  const words = texts.car;
  const format = useFormat();
  const [days, setDays] = useState<number>(7);
  const reserve = useWrite(reserveForQuote, {
    refreshes: old,
    onDone: ({ heldUntil }) => {
      showToast({ text: words.reserved(format.date(heldUntil)) });
      onClose();
    },
  });
  const close = (): void => {
    reserve.reset();
    onClose();
  };
  return (
    <SidePanel
      opened={opened}
      onClose={close}
      title={texts.operations.reserve}
      footer={
        <Button kind="primary" size="touch" busy={reserve.isPending} data-autofocus onClick={() => reserve.mutate({ params: { id: quote.id }, body: { proposal, days } })}>
          {texts.operations.reserve}
        </Button>
      }
    >
      <div className={classes.stack}>
        <SegmentedButtons label={words.days} options={lengths.map((value) => ({ value: value as number, label: words.day(value) }))} value={days} onChange={setDays} />
        <p>{words.until(format.date(addDays(serverToday(), days)))}</p>
        {reserve.error !== null && <Problem problem={reserve.error} lost="nothing" compact />}
      </div>
    </SidePanel>
  );
}
