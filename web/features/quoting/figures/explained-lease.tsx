/** A figure of a lease that explains itself when clicked, in the words of leases. */
import type { ReactNode } from 'react';
import type { LeaseFigure } from '#engine/derivation';
import type { LeaseFigures } from '#quoting/api';
import { ExplainedFigure } from '../../../ui/index.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';

/** Opens the steps of a figure, under its name in words. */
export type ExplainLease = (figure: LeaseFigure, name: string) => void;

interface ExplainedLeaseProps {
  readonly figure: LeaseFigure;
  readonly name: string;
  readonly onExplain: ExplainLease;
  readonly children: ReactNode;
}

export function ExplainedLease({ figure, name, onExplain, children }: ExplainedLeaseProps) {
  const texts = useQuotingTexts();
  return (
    <ExplainedFigure label={texts.result.explain(name)} onExplain={() => onExplain(figure, name)}>
      {children}
    </ExplainedFigure>
  );
}

/** What is asked with the regular rental: the second, as the taxes of the first stand apart. */
export function regularRental({ rows }: Pick<LeaseFigures, 'rows'>): LeaseFigure {
  const rentals = rows.filter(({ kind }) => kind === 'rental');
  return { row: (rentals[1] ?? rentals[0])?.number ?? 1, part: 'due' };
}
