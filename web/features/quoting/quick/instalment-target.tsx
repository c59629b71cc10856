/** Under the wanted instalment: how the deposit moved, and the way back. */
import { TextButton, useFormat } from '../../../ui/index.ts';
import { offerOf, useQuotePart } from '../draft/quote-store.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './instalment-target.module.css';
import { useDeskTexts } from './use-desk-texts.ts';
import type { InstalmentTarget } from './use-instalment-target.ts';

export function TargetFoot({ target }: { readonly target: InstalmentTarget }) {
  const texts = useQuotingTexts().target;
  const ways = useDeskTexts().ways;
  const format = useFormat();
  const deposit = useQuotePart((state) => state.draft.depositCents);
  if (target.aim === null) return null;
  const { before, problem } = target.aim;
  const depositBeforeCents = before.draft.depositCents;
  const isLease = offerOf(before).product.plan === 'lease';
  const solved = isLease ? (from: string, to: string) => `${ways.firstRental} ${ways.fromTo(from, to)}` : texts.solved;
  const nearestCents = problem?.nearestCents;
  const moved = deposit !== depositBeforeCents;
  return (
    <div className={classes.foot}>
      <output className={classes.said}>{moved ? solved(format.money(depositBeforeCents ?? 0), format.money(deposit)) : isLease ? `${ways.firstRental} ${format.money(deposit)}` : texts.same(format.money(deposit))}</output>
      {nearestCents !== undefined && (
        <TextButton onClick={() => target.take(nearestCents)}>{texts.useNearest(format.money(nearestCents))}</TextButton>
      )}
      {moved && (
        <TextButton onClick={target.undo}>{texts.undo}</TextButton>
      )}
    </div>
  );
}
