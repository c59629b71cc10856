/** The vehicle of the quote, or the field that finds another. */
import { useRef, useState } from 'react';
import type { VehicleFound } from '#vehicles/api';
import { Button, Money, Notice, Panel, useFormat, useHotkeys } from '../../../ui/index.ts';
import { Thumb, useVehicleTexts, vehicleLine, vehicleName, VehiclePicker } from '../../vehicles/index.ts';
import { fullPriceOf } from '../draft/quote-draft.ts';
import { useQuotePart } from '../draft/quote-store.ts';
import type { VehicleInWork } from '../draft/vehicle-in-work.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { CarSign } from './car-sign.tsx';
import { useKeysWithin } from './use-keys-within.ts';
import { useDeskTexts } from './use-desk-texts.ts';
import classes from './vehicle-card.module.css';

interface VehicleCardProps {
  readonly vehicle: VehicleInWork;
  readonly onPick: (found: VehicleFound) => void;
  /** Opens options, accessories and technical data. */
  readonly onConfigure: () => void;
  /** The first thing to do is to choose another car: a new line of a fleet. */
  readonly pickFirst: boolean;
  readonly isReading: boolean;
  readonly refusal: string | undefined;
}

export function VehicleCard({ vehicle, onPick, onConfigure, pickFirst, isReading, refusal }: VehicleCardProps) {
  const desk = useDeskTexts().car;
  const texts = useQuotingTexts();
  const words = useVehicleTexts();
  const format = useFormat();
  const [changing, setChanging] = useState(pickFirst);
  const fullCents = useQuotePart((state) => fullPriceOf(state.draft));
  const extrasCents = useQuotePart((state) => fullPriceOf(state.draft) - (state.draft.priceCents ?? 0));
  const opener = useRef<HTMLButtonElement>(null);
  // The letter sleeps while somebody types an amount; with Alt it never does.
  useHotkeys([
    { keys: 'V', run: () => setChanging(true) },
    { keys: 'Alt+V', run: () => setChanging(true) },
    { keys: 'Alt+O', run: onConfigure },
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
          <VehiclePicker
            onPick={(found) => {
              setChanging(false);
              onPick(found);
            }}
            startHere
            hideLabel
          />
          <Button size="field" onClick={keep}>
            {texts.vehicle.keep}
          </Button>
        </div>
      ) : (
        <div className={classes.card}>
          <span className={classes.picture}>
            {vehicle.choice.kind === 'stock' && vehicle.photoId !== null ? <Thumb vehicle={{ stockId: vehicle.choice.stockId, photoId: vehicle.photoId }} /> : <CarSign body={vehicle.body} />}
          </span>
          <div className={classes.words}>
            <p className={classes.name}>{vehicleName(vehicle)}</p>
            <p className={classes.detail}>{isReading ? desk.replacing : [vehicleLine(vehicle, words, format), extrasCents > 0 ? desk.extras(format.money(extrasCents)) : null].filter((part) => part !== null).join(' · ')}</p>
          </div>
          <span className={classes.price}>
            <Money cents={fullCents} />
          </span>
          <Button hotkey="Alt+O" onClick={onConfigure}>
            {vehicle.choice.kind === 'catalogue' ? desk.configure : desk.accessories}
          </Button>
          <Button ref={opener} hotkey="V" onClick={() => setChanging(true)}>
            {texts.vehicle.change}
          </Button>
        </div>
      )}
      {refusal !== undefined && <Notice tone="attention">{refusal}</Notice>}
    </Panel>
  );
}
