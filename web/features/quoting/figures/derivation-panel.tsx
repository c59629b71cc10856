/** How a figure of a quote comes about, over the right edge: of a credit in the words of credit, of a lease in those of leases. */
import { useCallback } from 'react';
import type { DerivationStep, FigureName, FinancingTerms } from '#engine';
import type { LeaseFigure } from '#engine/derivation';
import type { LeaseTerms } from '#engine/lease';
import { Derivation, SidePanel, useLanguage } from '../../../ui/index.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';

/** Which figure of which terms; a lease comes with the name of its figure in words. */
export type Explained =
  | { readonly terms: FinancingTerms; readonly figure: FigureName }
  | { readonly lease: LeaseTerms; readonly figure: LeaseFigure; readonly name: string };

interface DerivationPanelProps {
  /** Null while closed. */
  readonly explained: Explained | null;
  readonly onClose: () => void;
}

async function stepsOf(explained: Explained, language: 'it' | 'en'): Promise<readonly DerivationStep[]> {
  const { explain, explainLease } = await import('#engine/derivation');
  return 'lease' in explained ? explainLease(explained.lease, explained.figure, language) : explain(explained.terms, explained.figure, language);
}

function Told({ explained }: { readonly explained: Explained }) {
  const texts = useQuotingTexts();
  const language = useLanguage();
  const load = useCallback(async () => [{ key: 'steps', title: '', steps: await stepsOf(explained, language) }], [explained, language]);
  return <Derivation load={load} loading={texts.loading} failed={texts.derivation.failed} none={texts.derivation.none} note={texts.derivation.note} />;
}

export function DerivationPanel({ explained, onClose }: DerivationPanelProps) {
  const texts = useQuotingTexts();
  const nameOf = (of: Explained): string => ('lease' in of ? of.name : typeof of.figure === 'object' ? texts.derivation.row(of.figure.row) : texts.figures[of.figure]);
  return (
    <SidePanel opened={explained !== null} onClose={onClose} title={texts.derivation.title(explained === null ? '' : nameOf(explained))}>
      {explained !== null && <Told explained={explained} />}
    </SidePanel>
  );
}
