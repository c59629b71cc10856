/** `/calculator`: any plan, TAEG, settlement, default interest, lease, usury threshold; computed here, key by key, by the code of the API. */
import { useRef } from 'react';
import { Button, Page, Tabs, useIsPhone } from '../../ui/index.ts';
import classes from './calculator-page.module.css';
import { CalculatorForm } from './form/calculator-form.tsx';
import { useCalculation, type Calculated } from './form/use-calculation.ts';
import { useForm, type CalculatorForm as FormState } from './form/use-form.ts';
import { kindKeys, kinds, type KindKey } from './kinds/kinds.ts';
import { PlanResult } from './plan/plan-result.tsx';
import type { LateAnswer, LeaseAnswer, PlanAnswer, SettlementAnswer, TaegAnswer, UsuryAnswer } from './result/answers.ts';
import { CalculatorBar } from './result/calculator-bar.tsx';
import { LeaseResult } from './result/lease-result.tsx';
import { LateResult, SettlementResult, TaegResult, UsuryResult } from './result/other-results.tsx';
import { PaperTerms } from './result/paper-terms.tsx';
import { RefusedResult } from './result/refused-result.tsx';
import results from './result/result.module.css';
import { useCalculatorTexts } from './use-calculator-texts.ts';

function Result({ kind, calculated, comparedPct }: { readonly kind: KindKey; readonly calculated: Calculated; readonly comparedPct: string }) {
  if (!calculated.ok) return <RefusedResult kind={kinds[kind]} fault={calculated.fault} />;
  // The calculation of a kind answers in the shape of its own contract.
  const { body, result } = calculated;
  switch (kind) {
    case 'plan':
      return <PlanResult body={body} plan={result as PlanAnswer} />;
    case 'taeg':
      return <TaegResult body={body} answer={result as TaegAnswer} />;
    case 'settlement':
      return <SettlementResult body={body} answer={result as SettlementAnswer} />;
    case 'defaultInterest':
      return <LateResult body={body} answer={result as LateAnswer} />;
    case 'lease':
      return <LeaseResult body={body} answer={result as LeaseAnswer} />;
    case 'usury':
      return <UsuryResult body={body} answer={result as UsuryAnswer} comparedPct={comparedPct} />;
  }
}

function Desk({ form }: { readonly form: FormState }) {
  const texts = useCalculatorTexts();
  const kind = kinds[form.kind];
  const calculated = useCalculation(form.kind, form.values);
  const shown = useRef<HTMLElement>(null);
  const see = (): void => {
    shown.current?.scrollIntoView({ block: 'start' });
    shown.current?.focus({ preventScroll: true });
  };
  return (
    <>
      <div className={classes.columns}>
        <CalculatorForm kind={kind} values={form.values} today={form.today} fault={calculated.ok ? undefined : calculated.fault} onChange={form.change} />
        <section ref={shown} tabIndex={-1} className={results.results} aria-label={texts.result.region}>
          <PaperTerms kind={kind} values={form.values} />
          <Result kind={form.kind} calculated={calculated} comparedPct={form.values['comparedPct'] ?? ''} />
        </section>
      </div>
      <CalculatorBar kind={form.kind} calculated={calculated} onSee={see} />
    </>
  );
}

export function CalculatorPage() {
  const texts = useCalculatorTexts();
  const form = useForm();
  const phone = useIsPhone();
  const tabs = kindKeys.map((key) => ({ value: key, label: texts.kinds[key], panel: form.kind === key ? <Desk key={key} form={form} /> : null }));
  return (
    <Page title={texts.title} subtitle={phone ? undefined : texts.subtitle} actions={<Button kind="quiet" onClick={form.startAgain}>{texts.startAgain}</Button>}>
      <div className={classes.tabs}>
        <Tabs<KindKey> label={texts.kindsLabel} tabs={tabs} value={form.kind} onChange={form.openKind} />
      </div>
    </Page>
  );
}
