import type { StockEvent } from '#vehicles/api';
import { DateText, useFormat, type Format } from '../../../ui/index.ts';
import { useVehicleTexts, type VehicleTexts } from '../use-vehicle-texts.ts';
import classes from './vehicle-page.module.css';

function wordsOf(event: StockEvent, texts: VehicleTexts['car']['events'], format: Format): string {
  switch (event.kind) {
    case 'arrived':
      return texts.arrived;
    case 'reserved':
      return texts.reserved(format.date(event.heldUntil));
    case 'reservationEnded':
      return { released: texts.released, sold: texts.reservationSold, expired: texts.expired }[event.reason];
    case 'priceChanged':
      return texts.priceChanged(format.money(event.beforeCents), format.money(event.afterCents));
    case 'sold':
      return texts.sold;
  }
}

/** Days of a car in stock, the latest first. */
export function VehicleHistory({ events }: { readonly events: readonly StockEvent[] }) {
  const texts = useVehicleTexts().car.events;
  const format = useFormat();
  return (
    <ol className={classes.history}>
      {events.map((event, at) => (
        // Two events of one kind and day are told apart by their place alone; the list is only ever read anew.
        <li key={`${event.on} ${event.kind} ${events.length - at}`}>
          <DateText date={event.on} />
          <span>{wordsOf(event, texts, format)}</span>
          {'by' in event && event.by !== null && <span className={classes.who}>{event.by}</span>}
        </li>
      ))}
    </ol>
  );
}
