/** Finds a vehicle by typing: cars in stock first, then the catalogue. */
import type { Ref } from 'react';
import type { VehicleFound } from '#vehicles/api';
import { call } from '../../request/index.ts';
import { Money, RecordPicker, ToneBadge, useFormat } from '../../ui/index.ts';
import { searchVehicles } from './endpoints.ts';
import { useVehicleTexts } from './use-vehicle-texts.ts';
import { vehicleLine, vehicleName } from './vehicle-words.ts';
import classes from './vehicle-picker.module.css';

interface VehiclePickerProps {
  readonly onPick: (found: VehicleFound) => void;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
  readonly startHere?: boolean | undefined;
  readonly hideLabel?: boolean | undefined;
}

const lines = 12;

const search = async (text: string, signal: AbortSignal): Promise<readonly VehicleFound[]> =>
  (await call(searchVehicles, { query: { text, limit: lines } }, { signal })).items;

const keyOf = (found: VehicleFound): string => (found.source === 'stock' ? found.vehicle.stockId : found.vehicle.versionId);

/** One line of the list: name and price above, what tells two of them apart below. */
function FoundLine({ found }: { readonly found: VehicleFound }) {
  const texts = useVehicleTexts();
  const format = useFormat();
  const { vehicle } = found;
  const detail =
    found.source === 'stock'
      ? vehicleLine({ ...found.vehicle, siteName: found.vehicle.site.name }, texts, format)
      : [texts.fromCatalogue, texts.fuels[vehicle.fuel] ?? vehicle.fuel, texts.power(format.integer(vehicle.powerKw), format.integer(vehicle.powerCv))].join(' · ');
  return (
    <span className={classes.line}>
      <span className={classes.words}>
        <span className={classes.name}>{vehicleName(vehicle)}</span>
        <span className={classes.detail}>{detail}</span>
      </span>
      {found.source === 'stock' && found.vehicle.state !== 'available' && <ToneBadge tone="attention" label={texts.states[found.vehicle.state]} />}
      <Money cents={found.source === 'stock' ? found.vehicle.priceCents : vehicle.listPriceCents} />
    </span>
  );
}

export function VehiclePicker({ onPick, inputRef, startHere, hideLabel }: VehiclePickerProps) {
  const texts = useVehicleTexts();
  return (
    <RecordPicker<VehicleFound>
      label={texts.picker.label}
      hideLabel={hideLabel}
      value={null}
      onPick={(found) => found !== null && onPick(found)}
      search={search}
      itemKey={keyOf}
      itemText={(found) => vehicleName(found.vehicle)}
      renderItem={(found) => <FoundLine found={found} />}
      placeholder={texts.picker.placeholder}
      noneText={texts.picker.none}
      inputRef={inputRef}
      startHere={startHere}
    />
  );
}
