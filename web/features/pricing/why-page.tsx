/** `/offers/why`: a car, a customer, a way of selling; which offers apply, in which order and why, and why the others do not. */
import { customerType, salesChannel } from '#pricing/api';
import { useMe, useQueryOf } from '../../request/index.ts';
import { textIn, usePageSearch, wordIn, type RawSearch } from '../../shells/page-search.ts';
import { EmptyState, LoadingRows, Page, Panel, Problem, SegmentedButtons, useFormat } from '../../ui/index.ts';
import { VehiclePicker, vehicleName } from '../vehicles/index.ts';
import { applicableOffers, getStockVehicle, getVersion } from './endpoints.ts';
import { AppliesList } from './applies-list.tsx';
import { AgainstList } from './against-list.tsx';
import { usePricingTexts } from './use-pricing-texts.ts';
import classes from './why-page.module.css';

const customers = customerType.options;
const parse = (raw: RawSearch) => ({
  stock: textIn(raw, 'stock'),
  version: textIn(raw, 'version'),
  customer: wordIn(raw, 'customer', customers) ?? 'consumer',
  channel: wordIn(raw, 'channel', salesChannel.options) ?? 'showroom',
});
export type WhySearch = ReturnType<typeof parse>;

/** The question as the routes take it. */
export function saleOf({ stock, version, customer, channel }: WhySearch) {
  return { ...(stock === undefined ? { versionId: version } : { stockId: stock }), customerType: customer, channel };
}

function ChosenName({ stock, version }: WhySearch) {
  const inStock = useQueryOf(getStockVehicle, { params: { id: stock ?? '' } }, { enabled: stock !== undefined });
  const inCatalogue = useQueryOf(getVersion, { params: { id: version ?? '' } }, { enabled: stock === undefined && version !== undefined });
  const vehicle = stock === undefined ? inCatalogue.data : inStock.data;
  return <p className={classes.car}>{vehicle === undefined ? '' : vehicleName(vehicle)}</p>;
}

function Answer({ search }: { readonly search: WhySearch }) {
  const texts = usePricingTexts().why;
  const format = useFormat();
  const query = saleOf(search);
  const found = useQueryOf(applicableOffers, { query });
  if (found.isPending) return <LoadingRows label={texts.loading} />;
  if (found.isError) return <Problem problem={found.error} lost="nothing" onRetry={() => void found.refetch()} />;
  const { items, because, today } = found.data;
  return (
    <>
      <Panel title={`${texts.applies} · ${texts.on(format.date(today))}`}>
        {items.length === 0 ? <EmptyState title={texts.none} why={texts.noneWhy} /> : <AppliesList items={items} because={because} />}
      </Panel>
      <Panel title={texts.not}>
        <AgainstList sale={query} applying={items.map(({ offerId }) => offerId)} />
      </Panel>
    </>
  );
}

export function WhyPage() {
  const texts = usePricingTexts().why;
  const { privileges } = useMe();
  const [search, change] = usePageSearch(parse);
  const chosen = search.stock !== undefined || search.version !== undefined;
  // Who sells does so in the showroom or at a distance; the other ways are looked at by those who make prices.
  const channels = salesChannel.options.filter((channel) => channel === 'showroom' || channel === 'remote' || !privileges.includes('quoting.quote.write'));
  return (
    <Page title={texts.title}>
      <div className={classes.page}>
        <Panel>
          <div className={classes.question}>
            <div className={classes.picker}>
              <VehiclePicker
                onPick={(found) => change(found.source === 'stock' ? { stock: found.vehicle.stockId, version: undefined } : { stock: undefined, version: found.vehicle.versionId })}
                startHere={!chosen}
              />
              {chosen && <ChosenName {...search} />}
            </div>
            <SegmentedButtons label={texts.customer} options={customers.map((value) => ({ value, label: texts.customers[value] }))} value={search.customer} onChange={(customer) => change({ customer })} />
            <SegmentedButtons label={texts.channel} options={channels.map((value) => ({ value, label: texts.channels[value] }))} value={search.channel} onChange={(channel) => change({ channel })} />
          </div>
        </Panel>
        {chosen ? <Answer search={search} /> : <EmptyState title={texts.pick} why={texts.pickWhy} />}
      </div>
    </Page>
  );
}
