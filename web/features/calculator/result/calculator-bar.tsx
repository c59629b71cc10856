/** On a phone: the figure that matters under the thumb while the fields scroll above, and the way to the rest. */
import type { ReactNode } from 'react';
import { ppmOfPct } from '#calculator/api';
import { Button, Money, ResultBar, useFormat } from '../../../ui/index.ts';
import type { Calculated } from '../form/use-calculation.ts';
import type { KindKey } from '../kinds/kinds.ts';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import type { LateAnswer, LeaseAnswer, PlanAnswer, SettlementAnswer, TaegAnswer, UsuryAnswer } from './answers.ts';
import classes from './calculator-bar.module.css';

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

function ShownBar({ kind, result, action }: { readonly kind: KindKey; readonly result: unknown; readonly action: ReactNode }) {
  const { cents, text, words } = useShown(kind, result);
  return <ResultBar label={useCalculatorTexts().result.region} figure={text ?? <Money cents={cents} />} words={words} action={action} />;
}

export function CalculatorBar({ kind, calculated, onSee }: { readonly kind: KindKey; readonly calculated: Calculated; readonly onSee: () => void }) {
  const texts = useCalculatorTexts();
  const see = (
    <Button kind="hero" size="touch" onClick={onSee}>
      {kind === 'plan' ? texts.result.see : texts.result.seeResult}
    </Button>
  );
  return (
    <div className={classes.narrow}>
      {calculated.ok ? <ShownBar kind={kind} result={calculated.result} action={see} /> : <ResultBar label={texts.result.region} words={calculated.fault.words} action={see} />}
    </div>
  );
}
