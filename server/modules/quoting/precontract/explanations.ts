/**
 * What the seller explains in words before the customer is bound (TUB 124 c. 5, CCD2 art. 12): the credit in short, what
 * it costs, what happens when it is not paid, which parts may end by themselves. Pure.
 */
import { optionalServices, requiredServices } from './answers-costs.ts';
import type { Bilingual } from './form.ts';
import { lawOfSigning } from './law-of-signing.ts';
import { paymentRuns } from './payments.ts';
import { day, euro, taegPercent } from './plain-figures.ts';
import type { PrecontractFacts } from './precontract-facts.ts';

/** Sentences with the figures of this proposal. */
export function explanations(facts: PrecontractFacts): Bilingual[] {
  const { figures, good } = facts;
  const { withdrawalDays } = lawOfSigning(facts);
  const [first] = paymentRuns(figures.rows);
  const sentences: Bilingual[] = [
    {
      it: `Riceve un credito di ${euro(figures.totalCreditCents)} per ${good.name} e restituisce in tutto ${euro(figures.totalDueCents)}: il credito le costa ${euro(figures.totalDueCents - figures.totalCreditCents)}, TAEG ${taegPercent(figures.taegPpm)}.`,
      en: `You receive a credit of ${euro(figures.totalCreditCents)} for ${good.name} and repay ${euro(figures.totalDueCents)} in all: the credit costs you ${euro(figures.totalDueCents - figures.totalCreditCents)}, TAEG ${taegPercent(figures.taegPpm)}.`,
    },
  ];
  if (first !== undefined) {
    sentences.push({
      it: `Il primo pagamento è di ${euro(first.dueCents)} il ${day(first.firstOn)}; il tasso è fisso e la rata non cambia.`,
      en: `The first payment is ${euro(first.dueCents)} on ${day(first.firstOn)}; the rate is fixed and the instalment does not change.`,
    });
  }
  if (figures.balloonCents > 0) sentences.push(balloonWords(facts));
  sentences.push(servicesWords(facts));
  sentences.push({
    it: 'Se una rata non viene pagata maturano interessi di mora e spese, il ritardo può essere segnalato alle banche dati e il finanziatore può chiedere tutto il debito residuo.',
    en: 'When an instalment is not paid default interest and charges accrue, the delay may be reported to the credit bureaus and the creditor may claim the whole debt.',
  });
  sentences.push({
    it: `Può ripensarci entro ${withdrawalDays} giorni e può rimborsare in anticipo quando vuole, con la riduzione di tutti i costi.`,
    en: `You may change your mind within ${withdrawalDays} days and repay early whenever you like, with a reduction of all costs.`,
  });
  return sentences;
}

function balloonWords({ figures, conditions }: PrecontractFacts): Bilingual {
  const balloon = euro(figures.balloonCents);
  return conditions.product.plan === 'lease'
    ? { it: `Alla fine può acquistare il veicolo pagando ${balloon}, oppure restituirlo.`, en: `At the end you may buy the vehicle for ${balloon}, or give it back.` }
    : {
        it: `Alla fine resta una maxirata di ${balloon}: deve sapere fin d’ora come la pagherà, se la rifinanzierà o se restituirà il veicolo alle condizioni dell’offerta.`,
        en: `At the end a balloon of ${balloon} remains: you should know already how you will pay it, whether you will refinance it or give the vehicle back on the terms of the offer.`,
      };
}

function servicesWords(facts: PrecontractFacts): Bilingual {
  const required = requiredServices(facts);
  const chosen = optionalServices(facts);
  if (required.length === 0 && chosen.length === 0) return { it: 'Al credito non è abbinato alcun servizio o assicurazione.', en: 'No service or insurance goes with the credit.' };
  const it = [];
  const en = [];
  if (required.length > 0) {
    it.push(`${required.map((each) => each.name.it).join(', ')}: senza, il credito non è concesso a queste condizioni.`);
    en.push(`${required.map((each) => each.name.en).join(', ')}: without it the credit is not granted on these terms.`);
  }
  if (chosen.length > 0) {
    it.push(`Facoltativi e separati dal credito: ${chosen.map((each) => each.it).join('; ')}; può rinunciarvi senza cambiare il credito.`);
    en.push(`Optional and apart from the credit: ${chosen.map((each) => each.en).join('; ')}; you may do without them and the credit stays the same.`);
  }
  return { it: it.join(' '), en: en.join(' ') };
}
