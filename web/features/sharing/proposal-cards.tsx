/** The alternatives as cards, one of which is chosen; the lines of a fleet as cards to read. */
import { useId } from 'react';
import type { SharedProposal, SharedQuote } from '#quoting/api';
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

/** What tells cars apart for a customer, who is not told a car’s place in stock. */
const carOf = ({ vehicle: { make, carline, name, kind, mileageKm, firstRegistrationOn } }: SharedProposal): string => JSON.stringify([make, carline, name, kind, mileageKm, firstRegistrationOn]);

export function ProposalCards({ token, quote, chosen, onChoose }: ProposalCardsProps) {
  const texts = useSharingTexts();
  const format = useFormat();
  const language = useLanguage();
  const name = useId();
  const isFleet = quote.kind === 'fleet';
  // The picture tells cars apart; of one car it would be the same again and again, and push the figures out of sight.
  const isOneCar = new Set(quote.proposals.map(carOf)).size === 1;
  const termsOf = ({ input, conditions, figures }: SharedProposal): string => {
    const isLease = conditions.product.plan === 'lease';
    const last = isLease ? (input.balloonCents ?? 0) : figures.balloonCents;
    const first = `${isLease ? texts.firstRental : texts.deposit} ${format.money(input.depositCents)}`;
    return last === 0 ? first : `${first} · ${isLease ? texts.purchaseOption : texts.balloon} ${format.money(last)}`;
  };
  return (
    <fieldset className={classes.cards}>
      <legend className={classes.legend}>{isFleet ? texts.fleet : texts.proposals}</legend>
      {quote.proposals.map((proposal) => (
        <label key={proposal.number} className={isOneCar ? `${classes.card} ${classes.plain}` : classes.card}>
          <input type="radio" name={name} className="visually-hidden" checked={proposal.number === chosen} onChange={() => onChoose(proposal.number)} />
          {!isOneCar && <CarPicture token={token} proposal={proposal} />}
          <span className={classes.cardWords}>
            <span className={classes.cardTitle}>
              {isFleet ? '' : `${proposal.number} · `}{proposal.vehicle.make} {proposal.vehicle.carline}
            </span>
            <span className={classes.cardLine}>{isFleet ? texts.quantity(proposal.quantity) : proposal.conditions.product.name[language]}</span>
            {!isFleet && <span className={classes.cardLine}>{termsOf(proposal)}</span>}
            <span className={`${classes.cardFigure} figures`}>
              {format.money(proposal.figures.instalmentWithFeesCents)} × {proposal.input.termMonths}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
