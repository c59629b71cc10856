/** Answers about what the credit costs: rate, TAEG with its example, services that are a condition, charges, late payment. Pure. */
import { addCents } from '#platform/money';
import type { Bilingual } from './form.ts';
import { same } from './form.ts';
import { leaseWords, paymentWords } from './payments.ts';
import { euro, percent, taegPercent } from './plain-figures.ts';
import type { PrecontractFacts } from './precontract-facts.ts';

export function nominalRate({ figures }: PrecontractFacts): Bilingual[] {
  return [{ it: `TAN fisso ${percent(figures.nominalRatePpm)} per tutta la durata del contratto`, en: `Fixed annual borrowing rate (TAN) ${percent(figures.nominalRatePpm)} for the whole duration` }];
}

export function taeg({ figures }: PrecontractFacts): Bilingual[] {
  return [same(taegPercent(figures.taegPpm))];
}

/** Example of art. 123 TUB and Annex I: this very credit, with everything its TAEG was computed with. */
export function representativeExample(facts: PrecontractFacts): Bilingual[] {
  const { figures, good, conditions } = facts;
  const lease = conditions.product.plan === 'lease';
  const plan = paymentWords(figures.rows, lease ? leaseWords(figures) : 'instalments');
  const inTaeg = costsInTaeg(facts);
  return [
    {
      it: `Prezzo in contanti ${euro(good.cashPriceCents)}; importo totale del credito ${euro(figures.totalCreditCents)}; ${plan.map((run) => run.it).join('; ')}. TAN fisso ${percent(figures.nominalRatePpm)}, TAEG ${taegPercent(figures.taegPpm)}, importo totale dovuto ${euro(figures.totalDueCents)}.`,
      en: `Cash price ${euro(good.cashPriceCents)}; total amount of credit ${euro(figures.totalCreditCents)}; ${plan.map((run) => run.en).join('; ')}. Fixed borrowing rate ${percent(figures.nominalRatePpm)}, TAEG ${taegPercent(figures.taegPpm)}, total amount payable ${euro(figures.totalDueCents)}.`,
    },
    inTaeg.length === 0
      ? { it: 'Il credito non ha costi: il TAEG è zero.', en: 'The credit bears no cost: the TAEG is zero.' }
      : { it: `Nel TAEG sono compresi: ${inTaeg.map((each) => each.it).join('; ')}.`, en: `The TAEG includes: ${inTaeg.map((each) => each.en).join('; ')}.` },
  ];
}

interface Cost extends Bilingual {
  readonly cents: number;
}

const cost = (it: string, en: string, cents: number): Cost => ({ it: `${it} ${euro(cents)}`, en: `${en} ${euro(cents)}`, cents });

/** Every cost in the TAEG with its amount over the whole contract: interest first, then charges, taxes, required services. */
function costsInTaeg(facts: PrecontractFacts): Cost[] {
  const { figures } = facts;
  const lines = [cost('interessi', 'interest', figures.interestCents), ...chargeLines(facts).filter(({ inTaeg }) => inTaeg)];
  for (const service of requiredServices(facts)) lines.push(cost(service.name.it, service.name.en, service.cents));
  return lines.filter(({ cents }) => cents !== 0);
}

interface ChargeLine extends Cost {
  readonly inTaeg: boolean;
}

/** Charges and taxes of the contract with their sum over all its rows. */
export function chargeLines(facts: PrecontractFacts): ChargeLine[] {
  const { figures, conditions: { charges, substituteTax } } = facts;
  const lines: ChargeLine[] = [];
  const add = (it: string, en: string, cents: number, inTaeg = true) => {
    if (cents !== 0) lines.push({ ...cost(it, en, cents), inTaeg });
  };
  add('spese di istruttoria', 'arrangement fee', figures.financedFeesCents);
  const onRows = addCents(...figures.rows.map((row) => row.feeCents));
  const taxOnRows = figures.stampDutyCents + (substituteTax?.at === 'first-row' ? figures.substituteTaxCents : 0);
  const servicesOnRows = addCents(...(figures.servicesWithRows ?? []).map(({ cents }) => cents));
  const collection = charges.some((charge) => charge.at === 'row' && charge.kind === 'collectionFee');
  add(collection ? 'spese di incasso rata' : 'spese dovute con le rate', collection ? 'collection fees' : 'charges due with the instalments', onRows - taxOnRows - servicesOnRows);
  add('imposta di bollo', 'stamp duty', figures.stampDutyCents);
  add('imposta sostitutiva', 'substitute tax', figures.substituteTaxCents);
  // Charges paid at the start and not lent have no figure of their own: they are what the total cost holds beside the rest.
  const told = addCents(figures.interestCents, ...lines.map(({ cents }) => cents), ...requiredServices(facts).map(({ cents }) => cents));
  add('altre spese iniziali', 'other charges at the start', Math.max(0, figures.totalDueCents - figures.totalCreditCents - told));
  return lines;
}

interface RequiredService {
  readonly name: Bilingual;
  readonly kind: 'insurance' | 'maintenance';
  readonly cents: number;
}

/** Services without which the credit is not granted on these terms: their cost is in the TAEG (TUB 121 c. 2). */
export function requiredServices({ conditions, termMonths, figures }: PrecontractFacts): RequiredService[] {
  const asked = (code: string): number | undefined => figures.servicesWithRows?.find((one) => one.code === code)?.cents;
  return conditions.services
    .filter((service) => !service.optional)
    .map(({ code, name, kind, priceByTerm }) => ({ name, kind, cents: asked(code) ?? priceByTerm.find((price) => price.months === termMonths)?.cents ?? 0 }));
}

/** Services chosen freely, told apart because they are outside the TAEG. */
export function optionalServices({ conditions, serviceCodes, termMonths }: PrecontractFacts): Bilingual[] {
  return conditions.services
    .filter((service) => service.optional && serviceCodes.includes(service.code))
    .map(({ name, priceByTerm }) => {
      const cents = priceByTerm.find((price) => price.months === termMonths)?.cents ?? 0;
      return { it: `${name.it} ${euro(cents)}`, en: `${name.en} ${euro(cents)}` };
    });
}

/** What a late payment costs: the rate on it and the charges, each once. */
export function latePayment({ lender, figures }: PrecontractFacts): Bilingual[] {
  const ratePpm = figures.nominalRatePpm + lender.lateSurchargePpm;
  return [
    {
      it: `Interessi di mora al ${percent(ratePpm)} annuo (TAN aumentato di ${percent(lender.lateSurchargePpm)}) sul capitale scaduto e non pagato, mai oltre la soglia prevista dalla legge sull’usura.`,
      en: `Default interest at ${percent(ratePpm)} a year (borrowing rate plus ${percent(lender.lateSurchargePpm)}) on the capital due and unpaid, never above the threshold of the law on usury.`,
    },
    ...lender.defaultCharges.map(({ name, cents }) => ({ it: `${name.it}: ${euro(cents)}`, en: `${name.en}: ${euro(cents)}` })),
    {
      it: 'Il mancato pagamento può avere conseguenze gravi: vendita forzata dei beni, segnalazione ai sistemi di informazioni creditizie e difficoltà a ottenere altri crediti.',
      en: 'Missed payments may have severe consequences: forced sale, entries in credit bureaus and difficulty in obtaining other credit.',
    },
  ];
}
