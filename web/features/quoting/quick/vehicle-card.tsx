/** The vehicle of the quote, or the field that finds another. */
import { useRef, useState } from 'react';
import type { VehicleFound } from '#vehicles/api';
import { Button, Money, Panel, useFormat, useHotkeys } from '../../../ui/index.ts';
import { useVehicleTexts, vehicleLine, vehicleName, VehiclePicker } from '../../vehicles/index.ts';
import type { VehicleInWork } from '../draft/vehicle-in-work.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { CarSign } from './car-sign.tsx';
import { useKeysWithin } from './use-keys-within.ts';
import classes from './vehicle-card.module.css';

interface VehicleCardProps {
  readonly vehicle: VehicleInWork;
  readonly onPick: (found: VehicleFound) => void;
}

export function VehicleCard({ vehicle, onPick }: VehicleCardProps) {
  const texts = useQuotingTexts();
  const words = useVehicleTexts();
  const format = useFormat();
  const [changing, setChanging] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  // The letter sleeps while somebody types an amount; with Alt it never does.
  useHotkeys([
    { keys: 'V', run: () => setChanging(true) },
    { keys: 'Alt+V', run: () => setChanging(true) },
  ]);

  const keep = (): void => {
    setChanging(false);
    // The button is drawn again by the same event; the focus returns to it right after.
    requestAnimationFrame(() => opener.current?.focus());
  };
  const picking = useKeysWithin({ escape: keep });
  return (
    <Panel>
      {changing ? (
        <div ref={picking} className={classes.changing}>
          <VehiclePicker onPick={onPick} startHere hideLabel />
          <Button size="field" onClick={keep}>
            {texts.vehicle.keep}
          </Button>
        </div>
      ) : (
        <div className={classes.card}>
          <span className={classes.picture}>
            <CarSign body={vehicle.body} />
          </span>
          <div className={classes.words}>
            <p className={classes.name}>{vehicleName(vehicle)}</p>
            <p className={classes.detail}>{vehicleLine(vehicle, words, format)}</p>
          </div>
          <span className={classes.price}>
            <Money cents={vehicle.priceCents} />
          </span>
          <Button ref={opener} hotkey="V" onClick={() => setChanging(true)}>
            {texts.vehicle.change}
          </Button>
        </div>
      )}
    </Panel>
  );
}
