/** How a figure or a row of the plan comes about, over the right edge. */
import { useCallback } from 'react';
import { Derivation, SidePanel, useLanguage } from '../../../ui/index.ts';
import type { Body } from '../form/read-body.ts';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import { tellPlan, type PlanFigure } from './plan-derivation.ts';

export interface Asked {
  readonly figure: PlanFigure;
  readonly label: string;
}

interface PlanDerivationPanelProps {
  /** Null while closed. */
  readonly asked: Asked | null;
  readonly body: Body;
  readonly onClose: () => void;
}

function Told({ asked, body }: { readonly asked: Asked; readonly body: Body }) {
  const texts = useCalculatorTexts().derivation;
  const language = useLanguage();
  const load = useCallback(async () => {
    const engine = await import('#engine/derivation');
    return tellPlan(body, asked.figure, engine.tellPlan, language, texts);
  }, [asked, body, language, texts]);
  return <Derivation load={load} loading={texts.loading} failed={texts.failed} none={texts.none} note={texts.note} />;
}

export function PlanDerivationPanel({ asked, body, onClose }: PlanDerivationPanelProps) {
  const texts = useCalculatorTexts().derivation;
  return (
    <SidePanel opened={asked !== null} onClose={onClose} title={texts.title(asked?.label ?? '')}>
      {asked !== null && <Told asked={asked} body={body} />}
    </SidePanel>
  );
}
