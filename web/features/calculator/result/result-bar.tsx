/** On a phone: the figure that matters under the thumb while the fields scroll above, and the way to the rest. */
import { ppmOfPct } from '#calculator/api';
import { Button, Money, useFormat } from '../../../ui/index.ts';
import type { Calculated } from '../form/use-calculation.ts';
import type { KindKey } from '../kinds/kinds.ts';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import type { LateAnswer, LeaseAnswer, PlanAnswer, SettlementAnswer, TaegAnswer, UsuryAnswer } from './answers.ts';
import classes from './result-bar.module.css';

interface Shown {
  readonly cents?: number;
  readonly text?: string;
  readonly words: string;
}

function useShown(kind: KindKey, result: unknown): Shown {
  const texts = useCalculatorTexts();
  const format = useFormat();
  const rate = (pct: string): string => format.rate(ppmOfPct(Number(pct).toFixed(4)));
  switch (kind) {
    case 'plan': {
      const { instalmentCents, taegPct } = result as PlanAnswer;
      return { cents: instalmentCents, words: taegPct === null ? texts.result.instalment : `${texts.result.instalment} · ${texts.result.taeg} ${rate(taegPct)}` };
    }
    case 'taeg':
      return { text: rate((result as TaegAnswer).taegPct), words: texts.result.taeg };
    case 'settlement':
      return { cents: (result as SettlementAnswer).dueCents, words: texts.settlement.due };
    case 'defaultInterest':
      return { cents: (result as LateAnswer).totalCents, words: texts.late.total };
    case 'lease':
      return { cents: (result as LeaseAnswer).rentalCents, words: texts.lease.rental };
    case 'usury':
      return { text: rate((result as UsuryAnswer).thresholdPct), words: texts.usury.threshold };
  }
}

function Figure({ kind, result }: { readonly kind: KindKey; readonly result: unknown }) {
  const { cents, text, words } = useShown(kind, result);
  return (
    <>
      <span className={classes.figure}>{text ?? <Money cents={cents} />}</span>
      <span className={classes.words}>{words}</span>
    </>
  );
}

export function ResultBar({ kind, calculated, onSee }: { readonly kind: KindKey; readonly calculated: Calculated; readonly onSee: () => void }) {
  const texts = useCalculatorTexts();
  return (
    <section className={classes.bar} aria-label={texts.result.region} data-no-print>
      <div className={classes.inside}>{calculated.ok ? <Figure kind={kind} result={calculated.result} /> : <span className={classes.words}>{calculated.fault.words}</span>}</div>
      <Button kind="hero" size="touch" onClick={onSee}>{kind === 'plan' ? texts.result.see : texts.result.seeResult}</Button>
    </section>
  );
}
