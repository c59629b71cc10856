/** All filters of the list of quotes. Each change is in the address at once; the list behind the panel follows. */
import { call, serverToday, useQueryOf } from '../../../request/index.ts';
import { Button, DateField, MoneyInput, RecordPicker, SegmentedButtons, SidePanel } from '../../../ui/index.ts';
import { quotePlaces } from './list-endpoints.ts';
import classes from './filter-panel.module.css';
import type { FilterKey, ListSearch } from './list-search.ts';
import { useListTexts } from './use-list-texts.ts';

interface FilterPanelProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly search: ListSearch;
  readonly onChange: (part: Partial<Record<FilterKey, string | undefined>>) => void;
  /** Places to choose from make sense only above them. */
  readonly withDealer: boolean;
  readonly withSeller: boolean;
}

interface Place {
  readonly nodeId: number;
  readonly code: string;
  readonly name: string;
}

function PlaceField({ kind, label, nodeId, onPick }: { readonly kind: 'dealer' | 'seller'; readonly label: string; readonly nodeId: string | undefined; readonly onPick: (nodeId: string | undefined) => void }) {
  const texts = useListTexts();
  const named = useQueryOf(quotePlaces, { query: { kind, nodeId: Number(nodeId) } }, { enabled: nodeId !== undefined });
  const value = nodeId === undefined ? null : (named.data?.items[0] ?? { nodeId: Number(nodeId), code: nodeId, name: nodeId });
  return (
    <RecordPicker<Place>
      label={label}
      value={value}
      onPick={(place) => onPick(place === null ? undefined : String(place.nodeId))}
      search={async (text, signal) => (await call(quotePlaces, { query: { kind, text } }, { signal })).items}
      itemKey={(place) => String(place.nodeId)}
      itemText={(place) => `${place.name} · ${place.code}`}
      noneText={texts.placeNone}
    />
  );
}

export function FilterPanel({ opened, onClose, search, onChange, withDealer, withSeller }: FilterPanelProps) {
  const texts = useListTexts();
  const today = serverToday();
  const money = (key: 'amountFromCents' | 'amountToCents' | 'instalmentFromCents' | 'instalmentToCents', label: string) => (
    <MoneyInput label={label} value={search[key] === undefined ? null : Number(search[key])} onChange={(cents) => onChange({ [key]: cents === null ? undefined : String(cents) })} />
  );
  const day = (key: 'madeFrom' | 'madeTo', label: string) => <DateField label={label} today={today} value={search[key] ?? null} onChange={(date) => onChange({ [key]: date ?? undefined })} />;
  const choice = (key: 'plan' | 'followUp' | 'customerType', label: string, words: Readonly<Record<string, string>>) => (
    <SegmentedButtons
      label={label}
      options={[{ value: '', label: texts.any }, ...Object.entries(words).map(([value, word]) => ({ value, label: word }))]}
      value={search[key] ?? ''}
      onChange={(value) => onChange({ [key]: value === '' ? undefined : value })}
    />
  );
  return (
    <SidePanel opened={opened} onClose={onClose} title={texts.panel} footer={<Button kind="primary" size="field" onClick={onClose}>{texts.show}</Button>}>
      <div className={classes.fields}>
        {choice('followUp', texts.followUp, texts.followUps)}
        {choice('plan', texts.plan, texts.plans)}
        {choice('customerType', texts.customer, texts.customers)}
        {withDealer && <PlaceField kind="dealer" label={texts.dealer} nodeId={search.dealerNodeId} onPick={(dealerNodeId) => onChange({ dealerNodeId })} />}
        {withSeller && <PlaceField kind="seller" label={texts.seller} nodeId={search.sellerNodeId} onPick={(sellerNodeId) => onChange({ sellerNodeId })} />}
        <div className={classes.pair}>
          {day('madeFrom', texts.madeFrom)}
          {day('madeTo', texts.madeTo)}
        </div>
        <div className={classes.pair}>
          {money('amountFromCents', texts.amountFrom)}
          {money('amountToCents', texts.amountTo)}
        </div>
        <div className={classes.pair}>
          {money('instalmentFromCents', texts.instalmentFrom)}
          {money('instalmentToCents', texts.instalmentTo)}
        </div>
        {search.stockId !== undefined && (
          <p>
            {texts.stock} <Button onClick={() => onChange({ stockId: undefined })}>{texts.stockClear}</Button>
          </p>
        )}
      </div>
    </SidePanel>
  );
}
