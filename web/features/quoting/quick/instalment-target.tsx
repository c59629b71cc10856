/** Under the wanted instalment: how the deposit moved, and the way back. */
import { useFormat } from '../../../ui/index.ts';
import { useQuotePart } from '../draft/quote-store.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './instalment-target.module.css';
import type { InstalmentTarget } from './use-instalment-target.ts';

export function TargetFoot({ target }: { readonly target: InstalmentTarget }) {
  const texts = useQuotingTexts().target;
  const format = useFormat();
  const deposit = useQuotePart((state) => state.draft.depositCents);
  if (target.aim === null) return null;
  const { depositBeforeCents, problem } = target.aim;
  const nearestCents = problem?.nearestCents;
  const moved = deposit !== depositBeforeCents;
  return (
    <div className={classes.foot}>
      <output className={classes.said}>{moved ? texts.solved(format.money(depositBeforeCents ?? 0), format.money(deposit)) : texts.same(format.money(deposit))}</output>
      {nearestCents !== undefined && (
        <button type="button" className={classes.act} onClick={() => target.take(nearestCents)}>
          {texts.useNearest(format.money(nearestCents))}
        </button>
      )}
      {moved && (
        <button type="button" className={classes.act} onClick={target.undo}>
          {texts.undo}
        </button>
      )}
    </div>
  );
}
