/** For whom an offer is: network, cars, customers, ways of selling. */
import { customerType, salesChannel } from '#pricing/api';
import { call, useQueryOf } from '../../request/index.ts';
import { ChoiceBoxes, IntegerInput, Panel, RecordPicker } from '../../ui/index.ts';
import { useVehicleTexts } from '../vehicles/index.ts';
import { listMakes, listOfferPlaces, listVersions } from './endpoints.ts';
import { kinds, type OfferDraft, type Picked } from './offer-draft.ts';
import classes from './offer-form.module.css';
import { PickedList } from './picked-list.tsx';
import { usePricingTexts } from './use-pricing-texts.ts';

const searchPlaces = async (text: string, signal: AbortSignal): Promise<readonly Picked<number>[]> =>
  (await call(listOfferPlaces, { query: text === '' ? {} : { text } }, { signal })).items.map(({ nodeId, name }) => ({ id: nodeId, name }));

const found = async (text: string, signal: AbortSignal) => (await call(listVersions, { query: { limit: 100, ...(text === '' ? {} : { text }) } }, { signal })).items;
const searchVersions = async (text: string, signal: AbortSignal): Promise<readonly Picked[]> =>
  (await found(text, signal)).slice(0, 20).map(({ versionId, make, carline, name }) => ({ id: versionId, name: `${make} ${carline} ${name}` }));
const searchCarlines = async (text: string, signal: AbortSignal): Promise<readonly Picked[]> =>
  [...new Map((await found(text, signal)).map(({ carlineId, make, carline }) => [carlineId, `${make} ${carline}`]))].slice(0, 20).map(([id, name]) => ({ id, name }));

interface ScopeFieldsProps {
  readonly draft: OfferDraft;
  readonly onChange: (part: Partial<OfferDraft>) => void;
}

export function ScopeFields({ draft, onChange }: ScopeFieldsProps) {
  const texts = usePricingTexts();
  const { fuels } = useVehicleTexts();
  const makes = useQueryOf(listMakes, undefined, { staleTimeMs: 300_000 });
  const words = texts.write;
  const searchMakes = async (text: string): Promise<readonly Picked[]> =>
    (makes.data?.items ?? []).filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())).slice(0, 20).map(({ name }) => ({ id: name, name }));
  return (
    <Panel title={words.scopeTitle}>
      <p className={classes.lead}>{words.scopeHint}</p>
      <div className={classes.grid}>
        <div data-part="place"><RecordPicker<Picked<number>> required label={words.place} value={draft.place} onPick={(place) => onChange({ place })} search={searchPlaces} itemKey={({ id }) => String(id)} itemText={({ name }) => name} noneText={words.none} clearable={false} /></div>
        <PickedList label={words.makes} picked={draft.makes} onChange={(picked) => onChange({ makes: picked })} search={searchMakes} />
        <PickedList label={words.carlines} picked={draft.carlines} onChange={(carlines) => onChange({ carlines })} search={searchCarlines} />
        <PickedList label={words.versions} picked={draft.versions} onChange={(versions) => onChange({ versions })} search={searchVersions} />
      </div>
      <div className={classes.grid}>
        <ChoiceBoxes label={words.kinds} options={kinds.map((value) => ({ value, label: texts.scopeWords.kinds[value] ?? value }))} chosen={draft.kinds} onChange={(chosen) => onChange({ kinds: chosen })} />
        <ChoiceBoxes label={words.fuels} options={Object.entries(fuels).map(([value, label]) => ({ value, label }))} chosen={draft.fuels} onChange={(chosen) => onChange({ fuels: chosen })} />
        <ChoiceBoxes label={words.customers} options={customerType.options.map((value) => ({ value, label: texts.why.customers[value] }))} chosen={draft.customers} onChange={(customers) => onChange({ customers })} />
        <ChoiceBoxes label={words.channels} options={salesChannel.options.map((value) => ({ value, label: texts.why.channels[value] }))} chosen={draft.channels} onChange={(channels) => onChange({ channels })} />
      </div>
      <div className={classes.four}>
        <IntegerInput label={words.ageFrom} value={draft.minAgeMonths} max={600} onChange={(minAgeMonths) => onChange({ minAgeMonths })} />
        <IntegerInput label={words.ageTo} value={draft.maxAgeMonths} max={600} onChange={(maxAgeMonths) => onChange({ maxAgeMonths })} />
        <IntegerInput label={words.kmFrom} value={draft.minMileageKm} max={2_000_000} step={10_000} onChange={(minMileageKm) => onChange({ minMileageKm })} />
        <IntegerInput label={words.kmTo} value={draft.maxMileageKm} max={2_000_000} step={10_000} onChange={(maxMileageKm) => onChange({ maxMileageKm })} />
      </div>
    </Panel>
  );
}
