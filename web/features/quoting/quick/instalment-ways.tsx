/** "I want to pay 250 a month": every way to it, what each changes and where it ends; one key takes one. */
import { memo, useDeferredValue, useMemo } from 'react';
import type { Solvable } from '#quoting/api';
import { Hotkey, useFormat, useHotkeys } from '../../../ui/index.ts';
import { offerOf, type QuoteState, type SolvedAmounts } from '../draft/quote-store.ts';
import { instalmentWays } from './instalment-way.ts';
import classes from './instalment-ways.module.css';
import { useDeskTexts } from './use-desk-texts.ts';

interface WaysProps {
  readonly wantedCents: number | null;
  readonly before: QuoteState;
  /** The customer looks on: a discount is not offered before their eyes. */
  readonly forCustomer: boolean;
  readonly onChoose: (amounts: SolvedAmounts) => void;
}

export const InstalmentWays = memo(function InstalmentWays({ wantedCents, before, forCustomer, onChoose }: WaysProps) {
  const all = useDeskTexts();
  const texts = all.ways;
  const format = useFormat();
  const wanted = useDeferredValue(wantedCents);
  const isLease = offerOf(before).product.plan === 'lease';
  const ways = useMemo(() => instalmentWays(wanted, before, forCustomer), [wanted, before, forCustomer]);
  const run = (at: number): void => {
    const amounts = ways[at]?.amounts;
    if (amounts) onChoose(amounts);
  };
  useHotkeys([1, 2, 3, 4].map((number) => ({ keys: `Alt+${number}`, run: () => run(number - 1) })));
  const nameOf = (solveFor: Solvable): string => (isLease && solveFor === 'balloon' ? texts.option : isLease && solveFor === 'deposit' ? texts.firstRental : texts.names[solveFor]);
  const print = (solveFor: Solvable, value: number): string => (solveFor === 'term' ? all.comparison.months(value) : format.money(value));
  return (
    <div className={classes.ways} role="group" aria-label={texts.title}>
      <p className={classes.title}>{texts.title}</p>
      {ways.length === 0 && <p className={classes.detail}>{texts.waiting}</p>}
      {ways.map(({ solveFor, amounts, from, to, reachedCents, exact }, at) => (
        <button key={solveFor} type="button" className={classes.way} disabled={amounts === null} aria-keyshortcuts={`Alt+${at + 1}`} onClick={() => run(at)}>
          <span className={classes.words}>
            <span className={classes.name}>{nameOf(solveFor)}</span>
            <span className={classes.detail}>{amounts === null ? texts.impossible : texts.fromTo(print(solveFor, from), print(solveFor, to))}</span>
          </span>
          {amounts !== null && <span className={exact ? classes.reached : classes.nearest}>{exact ? format.money(reachedCents) : texts.nearest(format.money(reachedCents))}</span>}
          <Hotkey keys={`Alt+${at + 1}`} />
        </button>
      ))}
    </div>
  );
});
