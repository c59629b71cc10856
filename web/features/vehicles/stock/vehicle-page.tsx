import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { StockPage } from '#vehicles/api';
import { useMay, useQueryOf, useWrite } from '../../../request/index.ts';
import { ActionBar, Button, ConfirmConsequence, EmptyState, FigureList, LinkButton, LoadingBlock, Money, Notice, Page, Panel, Problem, StatusBadge, useFormat, useHotkeys } from '../../../ui/index.ts';
import { TechnicalData } from '../configurator/technical-data.tsx';
import { reserveVehicle, stockPage } from '../endpoints.ts';
import { useVehicleTexts } from '../use-vehicle-texts.ts';
import { vehicleName } from '../vehicle-words.ts';
import { PhotoPanel } from './photo-panel.tsx';
import { ReservePanel, useReserved } from './reserve-panel.tsx';
import { useVehicleOperations } from './use-vehicle-operations.ts';
import { VehicleHistory } from './vehicle-history.tsx';
import classes from './vehicle-page.module.css';

/** Who holds the car, and for which quote. */
function Reservation({ page }: { readonly page: StockPage }) {
  const texts = useVehicleTexts().car;
  const format = useFormat();
  const may = useMay();
  const { vehicle, reservation } = page;
  if (vehicle.state !== 'reserved') return null;
  const quote = reservation?.quoteId ?? null;
  return (
    <Notice tone="attention" action={quote !== null && may('quoting.quote.read') ? <LinkButton href={`/quotes/${quote}`}>{texts.forQuote}</LinkButton> : undefined}>
      {reservation === null ? texts.reservedElsewhere : texts.reservedBy(reservation.reservedBy ?? '–', format.date(reservation.heldUntil))}
    </Notice>
  );
}

function Facts({ page: { vehicle } }: { readonly page: StockPage }) {
  const texts = useVehicleTexts();
  const format = useFormat();
  const { card } = texts;
  return (
    <FigureList
      items={[
        { key: 'price', label: card.price, value: <Money cents={vehicle.priceCents} />, strong: true },
        { key: 'kind', label: texts.stock.kind, value: texts.kinds[vehicle.kind] },
        { key: 'registered', label: card.registered, value: format.date(vehicle.firstRegistrationOn) },
        { key: 'mileage', label: card.mileage, value: texts.km(format.integer(vehicle.mileageKm)) },
        { key: 'colour', label: card.colour, value: vehicle.colour },
        { key: 'site', label: card.site, value: vehicle.site.name },
        { key: 'arrived', label: card.arrived, value: `${format.date(vehicle.arrivedOn)} · ${texts.days(format.integer(vehicle.daysInStock))}` },
      ]}
    />
  );
}

function Identifiers({ page: { vehicle, identifiers } }: { readonly page: StockPage }) {
  const texts = useVehicleTexts();
  const { car, card } = texts;
  const years = identifiers.possibleModelYears.join(', ');
  return (
    <FigureList
      items={[
        { key: 'vin', label: card.vin, value: vehicle.vin },
        { key: 'maker', label: car.maker, value: identifiers.maker ?? car.unknown },
        { key: 'country', label: car.country, value: identifiers.country ?? car.unknown },
        ...(years === '' ? [] : [{ key: 'year', label: car.modelYear, value: car.modelYearDoubt(years) }]),
        { key: 'plate', label: card.plate, value: vehicle.plate ?? '–' },
        ...(vehicle.plate === null ? [] : [{ key: 'plateCountry', label: car.plateCountry, value: identifiers.plateCountry }]),
      ]}
    />
  );
}

/** The page of a car that was read. */
function CarPage({ page, onBack }: { readonly page: StockPage; readonly onBack: () => void }) {
  const texts = useVehicleTexts();
  const format = useFormat();
  const may = useMay();
  const [asking, setAsking] = useState<'reserve' | 'sell' | null>(null);
  const { vehicle } = page;
  const close = (): void => setAsking(null);
  const reserve = useWrite(reserveVehicle, { refreshes: ['/api/vehicles/'], onDone: useReserved(close) });
  const { operations, hotkeys, sell } = useVehicleOperations(page, { onReserve: () => setAsking('reserve'), onSell: () => setAsking('sell'), onSold: close });
  useHotkeys([{ keys: 'Esc', run: onBack }, ...hotkeys]);
  const until = vehicle.heldUntil === null ? null : texts.car.heldUntil(format.date(vehicle.heldUntil));
  return (
    <Page
      title={vehicleName(vehicle)}
      badge={<StatusBadge status={vehicle.state} label={[texts.states[vehicle.state], until].filter((part) => part !== null).join(' ')} />}
      subtitle={[vehicle.plate, texts.car.ageInDays(format.integer(vehicle.daysInStock))].filter((part) => part !== null).join(' · ')}
      actions={
        <Button hotkey="Esc" onClick={onBack}>
          {texts.car.back}
        </Button>
      }
      bar={<ActionBar operations={operations} />}
    >
      <div className={classes.columns}>
        <div className={classes.left}>
          <Reservation page={page} />
          {sell.error !== null && asking === null && <Problem problem={sell.error} lost="nothing" compact />}
          <PhotoPanel page={page} />
          <Panel title={texts.car.history}>
            <VehicleHistory events={page.history} />
          </Panel>
        </div>
        <div className={classes.right}>
          <Panel title={texts.car.data}>
            <Facts page={page} />
          </Panel>
          <Panel title={texts.technical.title}>
            <TechnicalData version={vehicle} technical={page.technical} />
          </Panel>
          <Panel title={texts.car.identifiers}>
            <Identifiers page={page} />
          </Panel>
          {may('quoting.quote.read') && (
            <Panel title={texts.car.quotes}>
              <LinkButton href={`/quotes?stock=${vehicle.stockId}`}>{texts.car.quotesLink}</LinkButton>
            </Panel>
          )}
        </div>
      </div>
      <ReservePanel car={vehicleName(vehicle)} opened={asking === 'reserve'} reserving={reserve} onReserve={(days) => reserve.mutate({ params: { id: vehicle.stockId }, body: { days } })} onClose={close} />
      <ConfirmConsequence
        opened={asking === 'sell'}
        onClose={close}
        title={texts.car.sellTitle}
        consequence={
          <>
            <p>{texts.car.sellConsequence}</p>
            {sell.error !== null && <Problem problem={sell.error} lost="nothing" compact />}
          </>
        }
        confirmLabel={texts.car.operations.sell}
        busy={sell.isPending}
        onConfirm={() => sell.mutate({ params: { id: vehicle.stockId } })}
      />
    </Page>
  );
}

/** `/stock/$id`: a car in stock, whole. */
export function VehiclePage() {
  const texts = useVehicleTexts();
  const navigate = useNavigate();
  const { id = '' }: { readonly id?: string } = useParams({ strict: false });
  const { data: page, error, refetch } = useQueryOf(stockPage, { params: { id } }, { keepPrevious: true });
  const toList = (): void => void navigate({ to: '/vehicles', search: {} });
  if (page !== undefined) return <CarPage page={page} onBack={toList} />;
  const unknown = error !== null && (error.code === 'not_found' || error.code === 'invalid_input');
  return (
    <Page title={unknown ? texts.car.gone : texts.stock.title}>
      {error === null ? (
        <LoadingBlock label={texts.loading} height={480} />
      ) : unknown ? (
        <EmptyState title={texts.car.gone} why={texts.car.goneWhy} action={<Button onClick={toList}>{texts.car.back}</Button>} />
      ) : (
        <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />
      )}
    </Page>
  );
}
