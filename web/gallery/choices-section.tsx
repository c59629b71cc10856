import { useState } from 'react';
import { Panel, RecordPicker, SegmentedButtons, ServiceTile, useFormat } from '../ui/index.ts';
import classes from './gallery.module.css';
import { searchSampleVehicles } from './sample-data.ts';
import type { SampleVehicle } from './sample-data.ts';
import { useGalleryTexts } from './use-gallery-texts.ts';

function VehicleLine({ vehicle }: { readonly vehicle: SampleVehicle }) {
  const format = useFormat();
  return (
    <span className={classes.vehicle}>
      <span>
        <b>{vehicle.name}</b>
        <small>{vehicle.detail}</small>
      </span>
      <span className="figures">{format.money(vehicle.priceCents)}</span>
    </span>
  );
}

/** Segmented buttons, service tiles and the record picker. */
export function ChoicesSection() {
  const { choices: texts } = useGalleryTexts();
  const format = useFormat();
  const [term, setTerm] = useState(48);
  const [taken, setTaken] = useState<readonly string[]>(['protection']);
  const [vehicle, setVehicle] = useState<SampleVehicle | null>(null);
  const services = [
    { code: 'protection', name: texts.protection, cents: 1275 },
    { code: 'maintenance', name: texts.maintenance, cents: 2400 },
  ];
  return (
    <Panel title={texts.title}>
      <p className={classes.about}>{texts.about}</p>
      <div className={classes.stack}>
        <SegmentedButtons label={texts.term} options={[24, 36, 48, 60, 72].map((value) => ({ value, label: value, disabled: value === 72 }))} value={term} onChange={setTerm} />
        <fieldset className={classes.group}>
          <legend>{texts.services}</legend>
          <div className={classes.tiles}>
            {services.map((service) => (
              <ServiceTile key={service.code} name={service.name} detail={texts.perMonth(format.money(service.cents))} checked={taken.includes(service.code)} onChange={(on) => setTaken(on ? [...taken, service.code] : taken.filter((code) => code !== service.code))} />
            ))}
            <ServiceTile name={texts.theft} checked={false} onChange={() => undefined} refusedBecause={texts.notSold} />
          </div>
        </fieldset>
        <div>
          <RecordPicker label={texts.vehicle} hint={texts.vehicleHint} value={vehicle} onPick={setVehicle} search={searchSampleVehicles} itemKey={(item) => item.id} itemText={(item) => item.name} renderItem={(item) => <VehicleLine vehicle={item} />} noneText={texts.vehicleNone} />
          <output className={classes.value}>{vehicle === null ? '' : texts.picked(vehicle.name)}</output>
        </div>
      </div>
    </Panel>
  );
}
