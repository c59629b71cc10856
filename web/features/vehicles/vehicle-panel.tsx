/** A vehicle read beside its list, with the way to its quote. */
import { useNavigate } from '@tanstack/react-router';
import type { StockVehicle } from '#vehicles/api';
import { useMay } from '../../request/index.ts';
import { Button, FigureList, Money, SidePanel, StatusBadge, useFormat, type FigureItem } from '../../ui/index.ts';
import { TechnicalData } from './configurator/technical-data.tsx';
import { useVehicleTexts } from './use-vehicle-texts.ts';
import classes from './vehicle-panel.module.css';
import { vehicleName } from './vehicle-words.ts';

interface VehiclePanelProps {
  /** Null while closed. */
  readonly vehicle: StockVehicle | null;
  readonly onClose: () => void;
}

function useStockFacts(vehicle: StockVehicle): FigureItem[] {
  const texts = useVehicleTexts();
  const format = useFormat();
  const { card } = texts;
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

function Facts({ vehicle }: { readonly vehicle: StockVehicle }) {
  const texts = useVehicleTexts();
  const facts = useStockFacts(vehicle);
  return (
    <>
      <p className={classes.state}>
        {texts.kinds[vehicle.kind]} <StatusBadge status={vehicle.state} label={texts.states[vehicle.state]} />
      </p>
      <FigureList items={facts} />
      <h3 className={classes.heading}>{texts.card.version}</h3>
      <TechnicalData version={vehicle} />
      {vehicle.state !== 'available' && <p className={classes.note}>{texts.stock.notQuotable}</p>}
    </>
  );
}

export function VehiclePanel({ vehicle, onClose }: VehiclePanelProps) {
  const texts = useVehicleTexts();
  const navigate = useNavigate();
  const may = useMay();
  const quotable = vehicle !== null && may('quoting.quote.price') && vehicle.state === 'available';
  const quote = (): void => {
    if (vehicle !== null) void navigate({ to: '/quotes/new', search: { stock: vehicle.stockId } });
  };
  return (
    <SidePanel
      opened={vehicle !== null}
      onClose={onClose}
      title={vehicle === null ? '' : vehicleName(vehicle)}
      footer={
        vehicle !== null ? (
          <>
            <Button size="touch" onClick={() => void navigate({ to: '/stock/$id', params: { id: vehicle.stockId } })}>
              {texts.car.open}
            </Button>
            {quotable && (
              <Button kind="primary" size="touch" onClick={quote} data-autofocus>
                {texts.quote}
              </Button>
            )}
          </>
        ) : undefined
      }
    >
      {vehicle !== null && <Facts vehicle={vehicle} />}
    </SidePanel>
  );
}
