/** Under the wanted instalment: what came out, how the deposit moved, and the two ways to end. */
import { Button, useFormat } from '../../../ui/index.ts';
import { useQuotePart } from '../draft/quote-store.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './instalment-target.module.css';
import type { InstalmentTarget } from './use-instalment-target.ts';

interface TargetFootProps {
  readonly target: InstalmentTarget;
  /** The instalment of the plan as it is now. */
  readonly instalmentCents: number | undefined;
}

export function TargetFoot({ target, instalmentCents }: TargetFootProps) {
  const texts = useQuotingTexts().target;
  const format = useFormat();
  const deposit = useQuotePart((state) => state.draft.depositCents);
  if (target.aim === null) return null;
  const { depositBeforeCents, problem } = target.aim;
  const nearestCents = problem?.nearestCents;
  const moved = deposit !== depositBeforeCents;
  return (
    <div className={classes.foot}>
      <output className={classes.said}>
        <span>{texts.got(format.money(instalmentCents))}</span>
        <span>{moved ? texts.solved(format.money(depositBeforeCents ?? 0), format.money(deposit)) : texts.same(format.money(deposit))}</span>
      </output>
      {nearestCents !== undefined && <Button onClick={() => target.take(nearestCents)}>{texts.useNearest(format.money(nearestCents))}</Button>}
      <div className={classes.ends}>
        {moved && (
          <Button kind="quiet" onClick={target.undo} hotkey="Esc">
            {texts.undo}
          </Button>
        )}
        <Button onClick={target.keep}>{texts.close}</Button>
      </div>
    </div>
  );
}
