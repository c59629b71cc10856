/** A vehicle read beside its list, with the way to its quote. */
import { useNavigate } from '@tanstack/react-router';
import type { StockVehicle, Version } from '#vehicles/api';
import { useMay } from '../../request/index.ts';
import { Button, FigureList, Money, SidePanel, StatusBadge, useFormat, type FigureItem } from '../../ui/index.ts';
import { useVehicleTexts } from './use-vehicle-texts.ts';
import classes from './vehicle-panel.module.css';
import { vehicleName } from './vehicle-words.ts';

interface VehiclePanelProps {
  /** Null while closed. */
  readonly vehicle: StockVehicle | Version | null;
  readonly onClose: () => void;
}

const isStock = (vehicle: StockVehicle | Version): vehicle is StockVehicle => 'stockId' in vehicle;

function useVersionFacts(vehicle: Version): FigureItem[] {
  const texts = useVehicleTexts();
  const format = useFormat();
  const { card } = texts;
  return [
    { key: 'fuel', label: card.fuel, value: texts.fuels[vehicle.fuel] ?? vehicle.fuel },
    { key: 'power', label: card.power, value: texts.power(format.integer(vehicle.powerKw), format.integer(vehicle.powerCv)) },
    { key: 'co2', label: card.co2, value: vehicle.co2GKm === null ? '–' : texts.co2(format.integer(vehicle.co2GKm)) },
    { key: 'body', label: card.body, value: texts.bodies[vehicle.body] ?? vehicle.body },
    { key: 'segment', label: card.segment, value: vehicle.segment },
    { key: 'seats', label: card.seats, value: format.integer(vehicle.seats) },
    { key: 'list', label: card.listPrice, value: <Money cents={vehicle.listPriceCents} /> },
  ];
}

function useStockFacts(vehicle: StockVehicle | undefined): FigureItem[] {
  const texts = useVehicleTexts();
  const format = useFormat();
  const { card } = texts;
  if (vehicle === undefined) return [];
  return [
    { key: 'price', label: card.price, value: <Money cents={vehicle.priceCents} />, strong: true },
    { key: 'plate', label: card.plate, value: vehicle.plate ?? '–' },
    { key: 'vin', label: card.vin, value: vehicle.vin },
    { key: 'registered', label: card.registered, value: format.date(vehicle.firstRegistrationOn) },
    { key: 'mileage', label: card.mileage, value: texts.km(format.integer(vehicle.mileageKm)) },
    { key: 'colour', label: card.colour, value: vehicle.colour },
    { key: 'site', label: card.site, value: vehicle.site.name },
    { key: 'arrived', label: card.arrived, value: `${format.date(vehicle.arrivedOn)} · ${texts.days(format.integer(vehicle.daysInStock))}` },
  ];
}

function Facts({ vehicle }: { readonly vehicle: StockVehicle | Version }) {
  const texts = useVehicleTexts();
  const stock = isStock(vehicle) ? vehicle : undefined;
  const stockFacts = useStockFacts(stock);
  const versionFacts = useVersionFacts(vehicle);
  return (
    <>
      {stock !== undefined && (
        <p className={classes.state}>
          {texts.kinds[stock.kind]} <StatusBadge status={stock.state} label={texts.states[stock.state]} />
        </p>
      )}
      {stock !== undefined && <FigureList items={stockFacts} />}
      <h3 className={classes.heading}>{texts.card.version}</h3>
      <FigureList items={versionFacts} />
      {stock !== undefined && stock.state !== 'available' && <p className={classes.note}>{texts.stock.notQuotable}</p>}
    </>
  );
}

export function VehiclePanel({ vehicle, onClose }: VehiclePanelProps) {
  const texts = useVehicleTexts();
  const navigate = useNavigate();
  const may = useMay();
  const quotable = vehicle !== null && may('quoting.quote.price') && (!isStock(vehicle) || vehicle.state === 'available');
  const quote = (): void => {
    if (vehicle !== null) void navigate({ to: '/quotes/new', search: isStock(vehicle) ? { stock: vehicle.stockId } : { version: vehicle.versionId } });
  };
  return (
    <SidePanel
      opened={vehicle !== null}
      onClose={onClose}
      title={vehicle === null ? '' : vehicleName(vehicle)}
      footer={
        quotable ? (
          <Button kind="primary" size="touch" onClick={quote} data-autofocus>
            {texts.quote}
          </Button>
        ) : undefined
      }
    >
      {vehicle !== null && <Facts vehicle={vehicle} />}
    </SidePanel>
  );
}
