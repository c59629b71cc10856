/** "I want to pay 250 a month": every way to it, what each changes and where it ends; one key takes one. */
import { memo, useDeferredValue, useMemo } from 'react';
import { solveQuote, solveQuoteWays, type Solvable, type SolvedOrRefused } from '#quoting/api';
import { Hotkey, useFormat, useHotkeys } from '../../../ui/index.ts';
import { offerOf, pricedCar, quoteInput, type QuoteState, type SolvedAmounts } from '../draft/quote-store.ts';
import classes from './instalment-ways.module.css';
import { useDeskTexts } from './use-desk-texts.ts';

interface Way {
  readonly solveFor: Solvable;
  /** Null where this way leads nowhere. */
  readonly amounts: SolvedAmounts | null;
  readonly from: number;
  readonly to: number;
  readonly reachedCents: number;
  readonly exact: boolean;
}

const fields = { deposit: 'depositCents', term: 'termMonths', balloon: 'balloonCents', discount: 'discountCents' } as const;

/** Where the wanted instalment cannot be had, the nearest is solved for in its place: it brings its own balloon and term. */
function wayOf(solveFor: Solvable, answer: SolvedOrRefused, before: QuoteState): Way {
  const nearestCents = answer.ok ? undefined : answer.details?.['nearestCents'];
  const nearest = typeof nearestCents === 'number' ? solveQuote(quoteInput(before), offerOf(before), before.today, { instalmentCents: nearestCents, solveFor }, pricedCar(before)) : undefined;
  const solved = answer.ok ? answer : nearest;
  const field = fields[solveFor];
  const from = before.draft[field] ?? 0;
  if (solved?.ok !== true) return { solveFor, amounts: null, from, to: from, reachedCents: 0, exact: false };
  const { depositCents, termMonths, balloonCents, discountCents } = solved.input;
  return { solveFor, amounts: { depositCents, termMonths, balloonCents, discountCents }, from, to: solved.input[field] ?? 0, reachedCents: solved.instalmentCents, exact: answer.ok };
}

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
  const ways = useMemo(
    () =>
      wanted === null || wanted === 0
        ? []
        : solveQuoteWays(quoteInput(before), offerOf(before), before.today, wanted, pricedCar(before))
            .filter(({ solveFor }) => !(forCustomer && solveFor === 'discount'))
            .map(({ solveFor, answer }) => wayOf(solveFor, answer, before)),
    [wanted, before, forCustomer],
  );
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
            <span className={classes.detail}>{amounts === null ? texts.impossible : from === to ? texts.unchanged : texts.fromTo(print(solveFor, from), print(solveFor, to))}</span>
          </span>
          {amounts !== null && <span className={exact ? classes.reached : classes.nearest}>{exact ? format.money(reachedCents) : texts.nearest(format.money(reachedCents))}</span>}
          <Hotkey keys={`Alt+${at + 1}`} />
        </button>
      ))}
    </div>
  );
});
