/** How a figure or a row of the plan comes about; the code that knows it is fetched when first asked for. */
import { useEffect, useState } from 'react';
import { LoadingRows, Notice, Problem, SidePanel, useLanguage } from '../../../ui/index.ts';
import type { Body } from '../form/read-body.ts';
import type { PlanAnswer } from '../result/answers.ts';
import { DerivationSteps } from '../result/derivation-steps.tsx';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import { tellPlan, type PlanFigure, type ToldPart } from './plan-derivation.ts';
import classes from './plan-result.module.css';

export interface Asked {
  readonly figure: PlanFigure;
  readonly label: string;
}

interface PlanDerivationPanelProps {
  /** Null while closed. */
  readonly asked: Asked | null;
  readonly body: Body;
  readonly plan: PlanAnswer;
  readonly onClose: () => void;
}

function Told({ asked, body, plan }: { readonly asked: Asked; readonly body: Body; readonly plan: PlanAnswer }) {
  const texts = useCalculatorTexts().derivation;
  const language = useLanguage();
  const [parts, setParts] = useState<readonly ToldPart[]>();
  const [failure, setFailure] = useState<Error>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    async function load(): Promise<void> {
      try {
        const { explain } = await import('#engine/derivation');
        if (wanted) setParts(tellPlan(body, plan, asked.figure, explain, language));
      } catch (error) {
        if (wanted) setFailure(error instanceof Error ? error : new Error(String(error)));
      }
    }
    void load();
    return () => {
      wanted = false;
    };
  }, [asked, body, plan, language, attempt]);
  if (failure !== undefined) {
    const again = (): void => {
      setFailure(undefined);
      setAttempt(attempt + 1);
    };
    return <Problem problem={{ title: texts.failed, detail: failure.name, code: 'download' }} onRetry={again} />;
  }
  if (parts === undefined) return <LoadingRows label={texts.loading} rows={4} />;
  if (parts.length === 0) return <Notice tone="info">{typeof asked.figure === 'object' ? texts.notForRow : texts.notForFigure}</Notice>;
  return (
    <>
      {parts.map((part) => (
        <section key={part.key} className={classes.told}>
          {parts.length > 1 && <h3 className={classes.toldTitle}>{texts[part.key]}</h3>}
          <DerivationSteps steps={part.steps} />
        </section>
      ))}
      <p className={classes.note}>{texts.note}</p>
    </>
  );
}

export function PlanDerivationPanel({ asked, body, plan, onClose }: PlanDerivationPanelProps) {
  const texts = useCalculatorTexts().derivation;
  return (
    <SidePanel opened={asked !== null} onClose={onClose} title={texts.title(asked?.label ?? '')}>
      {asked !== null && <Told asked={asked} body={body} plan={plan} />}
    </SidePanel>
  );
}
