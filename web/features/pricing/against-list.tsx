/** Offers of the list that do not apply to the question, each with every reason. */
import { Link } from '@tanstack/react-router';
import type { CustomerType, OfferListItem, SalesChannel } from '#pricing/api';
import { usePagesOf, useQueryOf } from '../../request/index.ts';
import { Button, LoadingRows, Problem, useFormat } from '../../ui/index.ts';
import { useVehicleTexts } from '../vehicles/index.ts';
import { explainOffer, listOffers } from './endpoints.ts';
import { againstWords } from './reason-words.ts';
import { usePricingTexts } from './use-pricing-texts.ts';
import classes from './why-page.module.css';

/** Each line asks for its own reasons: few at a time. */
const pageSize = 20;

interface Sale {
  readonly stockId?: string | undefined;
  readonly versionId?: string | undefined;
  readonly customerType: CustomerType;
  readonly channel: SalesChannel;
}

function AgainstLine({ offer, sale }: { readonly offer: OfferListItem; readonly sale: Sale }) {
  const texts = usePricingTexts();
  const { fuels } = useVehicleTexts();
  const format = useFormat();
  const explained = useQueryOf(explainOffer, { params: { id: offer.offerId }, query: sale });
  if (explained.data?.applies === true) return null;
  return (
    <li className={classes.offer}>
      <div className={classes.head}>
        <Link to="/offers" search={{ offer: offer.offerId }} className={classes.name}>{offer.name}</Link>
        <span className={classes.code}>{offer.code}</span>
      </div>
      {explained.isPending && <p className={classes.rule}>{texts.why.loading}</p>}
      {explained.isError && <Problem problem={explained.error} compact onRetry={() => void explained.refetch()} />}
      {explained.data !== undefined && (
        <ul className={classes.reasons}>
          {explained.data.against.map((reason) => <li key={reason.code}>{againstWords(reason, texts, fuels, format)}</li>)}
        </ul>
      )}
    </li>
  );
}

export function AgainstList({ sale, applying }: { readonly sale: Sale; readonly applying: readonly string[] }) {
  const texts = usePricingTexts().why;
  const list = usePagesOf(listOffers, { query: { limit: pageSize } });
  if (list.state === 'loading') return <LoadingRows label={texts.loading} />;
  if (list.problem !== undefined) return <Problem problem={list.problem} lost="nothing" onRetry={list.retry} />;
  const others = list.items.filter(({ offerId }) => !applying.includes(offerId));
  return (
    <>
      {others.length === 0 ? <p className={classes.rule}>{texts.allApply}</p> : <ul className={classes.list}>{others.map((offer) => <AgainstLine key={offer.offerId} offer={offer} sale={sale} />)}</ul>}
      {list.hasMore && <Button busy={list.loadingMore} onClick={list.loadMore}>{texts.more}</Button>}
    </>
  );
}
