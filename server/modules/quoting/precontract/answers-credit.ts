/** Answers about the credit itself: kind, amount, duration, payments, the good it pays for. Pure. */
import type { Bilingual } from './form.ts';
import { opening, same } from './form.ts';
import { leaseWords, paymentWords } from './payments.ts';
import { day, euro } from './plain-figures.ts';
import type { PrecontractFacts } from './precontract-facts.ts';

const isLease = (facts: PrecontractFacts): boolean => facts.conditions.product.plan === 'lease';

/** Kind of contract: a credit for one good, with its way of repayment. */
export function creditType(facts: PrecontractFacts): Bilingual[] {
  const { product, name } = facts.conditions;
  const kinds: Record<typeof product.plan, Bilingual> = {
    level: { it: 'Credito finalizzato all’acquisto di un veicolo, a rate costanti', en: 'Credit linked to the purchase of a vehicle, in level instalments' },
    balloon: { it: 'Credito finalizzato all’acquisto di un veicolo, a rate costanti con maxirata finale', en: 'Credit linked to the purchase of a vehicle, in level instalments with a final balloon payment' },
    lease: { it: 'Locazione finanziaria di un veicolo con opzione di acquisto finale', en: 'Finance lease of a vehicle with a final purchase option' },
  };
  return [kinds[product.plan], { it: `Prodotto: ${product.name.it}. Offerta: ${name}.`, en: `Product: ${product.name.en}. Offer: ${name}.` }];
}

export function totalCredit({ figures }: PrecontractFacts): Bilingual[] {
  return [same(euro(figures.totalCreditCents))];
}

/** From the first to the last day, in months; a balloon one period after the last instalment makes it a month longer, a purchase option does not. */
export function duration(facts: PrecontractFacts): Bilingual[] {
  const { rows } = facts.figures;
  const months = isLease(facts) ? facts.termMonths : rows.length;
  const last = rows.at(-1)?.dueDate;
  if (last === undefined) return [same('–')];
  return [{ it: `${months} mesi; ultima scadenza ${day(last)}`, en: `${months} months; last payment on ${day(last)}` }];
}

/** Number, amount and days of all payments, and what each of them pays. */
export function payments(facts: PrecontractFacts): Bilingual[] {
  const { rows, balloonCents } = facts.figures;
  if (isLease(facts)) return paymentWords(rows, leaseWords(facts.figures)).map(opening);
  const words = paymentWords(rows, 'instalments');
  if (balloonCents === 0) return words;
  return [
    ...words,
    { it: `Nell’ultimo pagamento è compresa la maxirata finale di ${euro(balloonCents)}`, en: `The last payment includes the final balloon of ${euro(balloonCents)}` },
  ];
}

/** How interest and charges are paid. */
export function interestPayment(facts: PrecontractFacts): Bilingual[] {
  const fees = facts.figures.rows.some((row) => row.feeCents > 0);
  const first = { it: 'Ogni pagamento comprende gli interessi maturati sul capitale residuo e una quota di capitale.', en: 'Each payment comprises the interest accrued on the outstanding capital and a share of the capital.' };
  const second = { it: 'Le spese dovute a ogni scadenza sono comprese negli importi indicati.', en: 'Charges due with each payment are comprised in the amounts stated.' };
  return fees ? [first, second] : [first];
}

export function totalDue({ figures }: PrecontractFacts): Bilingual[] {
  return [
    same(euro(figures.totalDueCents)),
    { it: `Importo totale del credito ${euro(figures.totalCreditCents)} più costo totale del credito ${euro(figures.totalDueCents - figures.totalCreditCents)}.`, en: `Total amount of credit ${euro(figures.totalCreditCents)} plus total cost of the credit ${euro(figures.totalDueCents - figures.totalCreditCents)}.` },
  ];
}

/** The good the credit pays for, its price in cash, and all that lies between that price and the total amount of credit. */
export function goodAndPrice({ good, depositCents, tradeInCents, payoffCents }: PrecontractFacts): Bilingual[] {
  const words: Bilingual[] = [same(good.identifier === null ? good.name : `${good.name} (${good.identifier})`), { it: `Prezzo in contanti: ${euro(good.cashPriceCents)}`, en: `Cash price: ${euro(good.cashPriceCents)}` }];
  if (depositCents > 0) words.push({ it: `Anticipo: ${euro(depositCents)}`, en: `Deposit: ${euro(depositCents)}` });
  if (tradeInCents > 0) words.push({ it: `Valore dell’usato ritirato: ${euro(tradeInCents)}`, en: `Value of the vehicle given in exchange: ${euro(tradeInCents)}` });
  if (payoffCents > 0) words.push({ it: `Importo che estingue il finanziamento dell’usato ritirato: ${euro(payoffCents)}`, en: `Amount that pays off the loan on the vehicle given in exchange: ${euro(payoffCents)}` });
  return words;
}
