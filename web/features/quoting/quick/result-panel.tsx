/** The navy panel: the instalment, what it means in a year's rates, what is owed, and the plan at a glance. */
import { memo, useDeferredValue, useEffect, useRef, type ReactNode } from 'react';
import type { FigureName } from '#engine';
import type { QuotePricing } from '#quoting/api';
import { AmortisationStrip, ExplainedFigure, HeroLines, HeroPanel, HeroRates, Hotkey, Money, MoneyInput, nothing, Rate, TextButton, useFormat, useHotkeys } from '../../../ui/index.ts';
import { usePricedQuote } from '../draft/priced-quote.tsx';
import { offerOf } from '../draft/quote-store.ts';
import { ConsumerLeaseLines } from '../figures/consumer-lease-lines.tsx';
import { ExplainedLease, type ExplainLease } from '../figures/explained-lease.tsx';
import { FigureLines } from '../figures/figure-lines.tsx';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { TargetFoot } from './instalment-target.tsx';
import { InstalmentWays } from './instalment-ways.tsx';
import { LeaseLines } from './lease-lines.tsx';
import classes from './result-panel.module.css';
import { useDeskTexts } from './use-desk-texts.ts';
import { useInstalmentTarget, type InstalmentTarget } from './use-instalment-target.ts';
import { useKeysWithin } from './use-keys-within.ts';

interface ResultPanelProps {
  readonly onExplain: (figure: FigureName) => void;
  readonly onExplainLease: ExplainLease;
  readonly onPlan: () => void;
  /** Opens what a business may deduct. */
  readonly onDeduct: () => void;
  /** The customer looks on. */
  readonly forCustomer: boolean;
  /** Commission, messages and buttons at the foot. */
  readonly children: ReactNode;
}

/** The instalment to read; a press turns it into the one to type. */
function Instalment({ cents, wanted, target }: { readonly cents: number | undefined; readonly wanted: string; readonly target: InstalmentTarget }) {
  const texts = useQuotingTexts();
  const opener = useRef<HTMLButtonElement>(null);
  const { aim } = target;
  useHotkeys([{ keys: 'Alt+R', run: () => (aim === null ? target.open(cents ?? null) : target.keep()) }]);

  const end = (how: () => void): void => {
    how();
    // The button is drawn again by the same event; the focus returns to it right after.
    requestAnimationFrame(() => opener.current?.focus());
  };
  const aiming = aim !== null;
  const wasAiming = useRef(aiming);
  useEffect(() => {
    // A way was taken by its key: the field that had the focus is gone.
    if (wasAiming.current && !aiming && document.activeElement === document.body) opener.current?.focus();
    wasAiming.current = aiming;
  }, [aiming]);
  const wish = useKeysWithin({ enter: () => end(target.keep), escape: () => end(target.undo) });

  if (aim !== null) {
    return (
      <div ref={wish} className={classes.wish}>
        <MoneyInput look="hero" label={wanted} value={aim.wantedCents} onChange={target.take} onUnreadable={target.setUnread} error={aim.problem?.words} startHere />
      </div>
    );
  }
  return (
    <output className={classes.figure}>
      <button ref={opener} type="button" className={classes.instalment} aria-keyshortcuts="Alt+R" title={texts.target.open} onClick={() => target.open(cents ?? null)}>
        <Money cents={cents} />
        <span className="visually-hidden"> · {texts.target.open}</span>
      </button>
    </output>
  );
}

/** VAT on the regular rental and its fees: the second, as the taxes of the first stand apart. */
function vatOfRental({ rows }: NonNullable<QuotePricing['figures']['lease']>): number {
  const rentals = rows.filter(({ kind }) => kind === 'rental');
  return (rentals[1] ?? rentals[0])?.vatCents ?? 0;
}

/** The strip follows a moment after the figures: a digit never waits for a drawing. */
const PlanStrip = memo(function PlanStrip({ figures }: { readonly figures: QuotePricing['figures'] }) {
  const texts = useQuotingTexts().result;
  const lease = useDeskTexts().lease;
  const format = useFormat();
  const { rows, balloonCents, totalDueCents, lease: leased } = useDeferredValue(figures);
  if (leased !== null) return <p className={classes.leaseStrip}>{lease.strip(format.money(totalDueCents), leased.rows.filter(({ kind }) => kind === 'rental').length)}</p>;
  return <AmortisationStrip rows={rows} balloonCents={balloonCents} height={64} sentence={texts.strip(format.money(totalDueCents), rows.length)} />;
});

export function ResultPanel({ onExplain, onExplainLease, onPlan, onDeduct, forCustomer, children }: ResultPanelProps) {
  const texts = useQuotingTexts();
  const words = useDeskTexts().lease;
  const format = useFormat();
  const { state, pricing, refusal } = usePricedQuote();
  const target = useInstalmentTarget();
  const figures = pricing.ok ? pricing.figures : undefined;
  const months = state.draft.termMonths;
  const aiming = target.aim !== null;
  const lease = figures?.lease ?? null;
  const isLease = offerOf(state).product.plan === 'lease';
  const isConsumer = state.draft.customer.type === 'consumer';
  const rate = (key: 'nominalRatePpm' | 'taegPpm'): ReactNode =>
    figures === undefined ? (
      nothing
    ) : isLease ? (
      <ExplainedLease figure={key} name={texts.figures[key]} onExplain={onExplainLease}>
        <Rate ppm={figures[key]} />
      </ExplainedLease>
    ) : (
      <ExplainedFigure label={texts.result.explain(texts.figures[key])} onExplain={() => onExplain(key)}>
        <Rate ppm={figures[key]} />
      </ExplainedFigure>
    );
  return (
    <HeroPanel
      label={aiming ? undefined : isLease ? words.rentalFor(months) : texts.result.instalmentFor(months)}
      figure={<Instalment cents={figures?.instalmentWithFeesCents} wanted={isLease ? words.wanted(months) : texts.target.label(months)} target={target} />}
    >
      <div className={classes.body}>
        <HeroRates
          rates={[
            { key: 'tan', word: texts.result.tanWord, value: rate('nominalRatePpm') },
            { key: 'taeg', word: texts.result.taegWord, value: rate('taegPpm') },
          ]}
        >
          {aiming ? (
            <button type="button" className={classes.opener} onClick={target.keep}>
              {texts.target.close} <Hotkey keys="↵" />
            </button>
          ) : (
            <button type="button" className={classes.opener} onClick={() => target.open(figures?.instalmentWithFeesCents ?? null)}>
              {texts.target.open} <Hotkey keys="Alt+R" />
            </button>
          )}
        </HeroRates>
        {target.aim !== null && (
          <>
            <TargetFoot target={target} />
            <InstalmentWays wantedCents={target.isUnread ? null : target.aim.wantedCents} before={target.aim.before} forCustomer={forCustomer} onChoose={target.choose} />
          </>
        )}
        {refusal !== undefined && !aiming && (
          <p className={classes.refusal} role="status">
            {refusal}
          </p>
        )}
        {lease !== null && !isConsumer && !aiming && figures !== undefined && (
          <p className={classes.split}>
            <span>{words.split(format.money(figures.instalmentWithFeesCents - vatOfRental(lease)), format.money(vatOfRental(lease)))}</span>
            <TextButton onClick={onDeduct}>{words.deduct}</TextButton>
          </p>
        )}
        {!aiming && (
          <HeroLines>
            {lease !== null && figures !== undefined ? (
              isConsumer ? (
                <ConsumerLeaseLines figures={figures} lease={lease} onExplain={onExplainLease} />
              ) : (
                <LeaseLines lease={lease} feesCents={figures.totalFeesCents} onExplain={onExplainLease} />
              )
            ) : (
              <FigureLines figures={figures} plan={offerOf(state).product.plan} onExplain={onExplain} />
            )}
          </HeroLines>
        )}
        {figures !== undefined && !aiming && (
          <div className={classes.strip}>
            <PlanStrip figures={figures} />
            <span className={classes.more}>
              <TextButton onClick={onPlan}>{texts.result.planShort}</TextButton>
            </span>
          </div>
        )}
        <div className={classes.foot}>{children}</div>
      </div>
    </HeroPanel>
  );
}
