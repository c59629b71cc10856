/** Says in one line what the last choice changed by itself; announced, because a figure moved without being touched. */
import { currentLanguage, useFormat } from '../../../ui/index.ts';
import type { DraftChange } from '../draft/fit-draft.ts';
import { offerOf, useQuotePart } from '../draft/quote-store.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './draft-changes.module.css';
import { useDeskTexts } from './use-desk-texts.ts';

export function DraftChanges() {
  const texts = useQuotingTexts().changes;
  const lease = useDeskTexts().lease.changed;
  const isLease = useQuotePart((state) => offerOf(state).product.plan === 'lease');
  const format = useFormat();
  const changes = useQuotePart((state) => state.changes);
  const offers = useQuotePart((state) => state.offers);

  const serviceName = (code: string): string => {
    const service = offers.flatMap((offer) => offer.services).find((each) => each.code === code);
    return service?.name[currentLanguage()] ?? code;
  };
  const words = (change: DraftChange): string => {
    if (change.field === 'serviceCodes') return texts.service(serviceName(change.removed));
    if (change.field === 'offerId') return texts.offer(change.from, change.to);
    const print = change.field === 'termMonths' ? texts.months : change.field === 'kmPerYear' ? format.integer : format.money;
    return texts.moved(isLease ? { ...texts.names, ...lease }[change.field] : texts.names[change.field], print(change.from), print(change.to));
  };
  return <output className={classes.changes}>{changes.length > 0 ? texts.sentence(changes.map(words)) : ''}</output>;
}
