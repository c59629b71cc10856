/** How a figure comes about, step by step; the code that knows it is fetched when first asked for. */
import { useEffect, useState } from 'react';
import type { DerivationStep, FigureName, FinancingTerms } from '#engine';
import { LoadingRows, Problem, SidePanel, useLanguage } from '../../../ui/index.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './derivation-panel.module.css';

/** Which figure of which terms. */
export interface Explained {
  readonly terms: FinancingTerms;
  readonly figure: FigureName;
}

interface DerivationPanelProps {
  /** Null while closed. */
  readonly explained: Explained | null;
  readonly onClose: () => void;
}

function Steps({ explained }: { readonly explained: Explained }) {
  const texts = useQuotingTexts();
  const language = useLanguage();
  const [steps, setSteps] = useState<readonly DerivationStep[]>();
  const [failure, setFailure] = useState<Error>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    async function load(): Promise<void> {
      try {
        const { explain } = await import('#engine/derivation');
        if (wanted) setSteps(explain(explained.terms, explained.figure, language));
      } catch (error) {
        if (wanted) setFailure(error instanceof Error ? error : new Error(String(error)));
      }
    }
    void load();
    return () => {
      wanted = false;
    };
  }, [explained, language, attempt]);

  if (failure !== undefined) {
    const again = (): void => {
      setFailure(undefined);
      setAttempt(attempt + 1);
    };
    return <Problem problem={{ title: texts.derivation.failed, detail: failure.name, code: 'download' }} onRetry={again} />;
  }
  if (steps === undefined) return <LoadingRows label={texts.loading} rows={4} />;
  return (
    <>
      <ol className={classes.steps}>
        {steps.map((step, index) => (
          <li key={`${index}-${step.label}`} className={index === steps.length - 1 ? `${classes.step} ${classes.last}` : classes.step}>
            <span className={classes.label}>{step.label}</span>
            <span className={classes.value}>{step.value}</span>
            {step.formula !== '' && <span className={classes.formula}>{step.formula}</span>}
          </li>
        ))}
      </ol>
      <p className={classes.note}>{texts.derivation.note}</p>
    </>
  );
}

export function DerivationPanel({ explained, onClose }: DerivationPanelProps) {
  const texts = useQuotingTexts();
  const name = explained === null ? '' : typeof explained.figure === 'object' ? texts.derivation.row(explained.figure.row) : texts.figures[explained.figure];
  return (
    <SidePanel opened={explained !== null} onClose={onClose} title={texts.derivation.title(name)}>
      {explained !== null && <Steps explained={explained} />}
    </SidePanel>
  );
}
