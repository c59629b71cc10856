import { call, useQueryOf } from '../../../request/index.ts';
import { IntegerInput, RecordPicker } from '../../../ui/index.ts';
import { listMakes, listSites } from '../endpoints.ts';
import { useVehicleTexts } from '../use-vehicle-texts.ts';
import classes from './more-filters.module.css';
import type { StockSearch } from './stock-search.ts';

interface MoreFiltersProps {
  readonly search: StockSearch;
  readonly change: (part: { readonly [K in keyof StockSearch]?: StockSearch[K] | undefined }) => void;
}

interface Named {
  readonly key: string;
  readonly name: string;
}

const findSites = async (text: string, signal: AbortSignal): Promise<readonly Named[]> =>
  (await call(listSites, { query: { limit: 20, ...(text === '' ? {} : { text }) } }, { signal })).items.map(({ nodeId, name }) => ({ key: String(nodeId), name }));

/** Site, make, price and age in stock. What is chosen stands in the address; its name is looked up when only the number is known. */
export function MoreFilters({ search, change }: MoreFiltersProps) {
  const texts = useVehicleTexts().stock;
  const makes = useQueryOf(listMakes, undefined, { staleTimeMs: 300_000 });
  const sites = useQueryOf(listSites, { query: { limit: 50 } }, { staleTimeMs: 300_000, enabled: search.site !== undefined });
  const all = makes.data?.items ?? [];
  const make = all.find(({ makeId }) => makeId === search.make);
  const siteName = sites.data?.items.find(({ nodeId }) => nodeId === search.site)?.name;
  const findMakes = async (text: string): Promise<readonly Named[]> =>
    Promise.resolve(all.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())).slice(0, 20).map(({ makeId, name }) => ({ key: makeId, name })));
  // What the field itself refuses goes into no address.
  const number = (key: 'from' | 'to' | 'days') => (value: number | null): void => {
    if (value === null || value >= 1) change({ [key]: value ?? undefined });
  };
  return (
    <div className={classes.filters} data-no-print>
      <RecordPicker<Named>
        label={texts.make}
        value={search.make === undefined ? null : { key: search.make, name: make?.name ?? '…' }}
        onPick={(picked) => change({ make: picked?.key })}
        search={findMakes}
        itemKey={(item) => item.key}
        itemText={(item) => item.name}
        placeholder={texts.makeAll}
        noneText={texts.makeNone}
      />
      <RecordPicker<Named>
        label={texts.site}
        value={search.site === undefined ? null : { key: String(search.site), name: siteName ?? String(search.site) }}
        onPick={(picked) => change({ site: picked === null ? undefined : Number(picked.key) })}
        search={findSites}
        itemKey={(item) => item.key}
        itemText={(item) => item.name}
        placeholder={texts.allSites}
        noneText={texts.siteNone}
      />
      <IntegerInput label={texts.minPrice} unit="€" step={500} value={search.from ?? null} min={1} onChange={number('from')} />
      <IntegerInput label={texts.maxPrice} unit="€" step={500} value={search.to ?? null} min={1} onChange={number('to')} />
      <IntegerInput label={texts.minDays} value={search.days ?? null} min={1} onChange={number('days')} />
    </div>
  );
}
