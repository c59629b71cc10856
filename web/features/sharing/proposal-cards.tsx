/** The alternatives as cards, one of which is chosen; the lines of a fleet as cards to read. */
import { useId } from 'react';
import type { SharedQuote } from '#quoting/api';
import { useFormat, useLanguage } from '../../ui/index.ts';
import { CarPicture } from './car-picture.tsx';
import classes from './sharing.module.css';
import { useSharingTexts } from './use-sharing-texts.ts';

interface ProposalCardsProps {
  readonly token: string;
  readonly quote: SharedQuote;
  readonly chosen: number;
  readonly onChoose: (proposal: number) => void;
}

export function ProposalCards({ token, quote, chosen, onChoose }: ProposalCardsProps) {
  const texts = useSharingTexts();
  const format = useFormat();
  const language = useLanguage();
  const name = useId();
  const isFleet = quote.kind === 'fleet';
  return (
    <fieldset className={classes.cards}>
      <legend className={classes.legend}>{isFleet ? texts.fleet : texts.proposals}</legend>
      {quote.proposals.map((proposal) => (
        <label key={proposal.number} className={classes.card}>
          <input type="radio" name={name} className="visually-hidden" checked={proposal.number === chosen} onChange={() => onChoose(proposal.number)} />
          <CarPicture token={token} proposal={proposal} />
          <span className={classes.cardWords}>
            <span className={classes.cardTitle}>
              {proposal.vehicle.make} {proposal.vehicle.carline}
            </span>
            <span className={classes.cardLine}>{isFleet ? texts.quantity(proposal.quantity) : proposal.conditions.product.name[language]}</span>
            <span className={`${classes.cardFigure} figures`}>
              {format.money(proposal.figures.instalmentWithFeesCents)} × {proposal.input.termMonths}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
