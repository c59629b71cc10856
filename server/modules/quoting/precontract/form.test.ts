import { describe, expect, it } from 'vitest';
import { lawRulesFrom, ruleInForce } from '#engine/servicing';
import { addDays } from '#platform/civil-date';
import { formatAmount, formatRate } from '#platform/money';
import type { Form } from './form.ts';
import { ieb2026 } from './ieb-2026.ts';
import { iebcc2010 } from './iebcc-2010.ts';
import { lawOfSigning } from './law-of-signing.ts';
import { paymentRuns } from './payments.ts';
import { precontractForm, withdrawalReminder } from './precontract-rules.ts';
import { precontractSample, type SampleKind } from './precontract-sample.ts';

const kinds: SampleKind[] = ['level', 'balloon', 'taxed', 'upfront', 'lease', 'free'];
const rowsOf = (form: Form) => form.sections.flatMap((section) => section.rows);
const answerOf = (form: Form, code: string): string => {
  const found = rowsOf(form).find((row) => row.code === code);
  if (found === undefined) throw new Error(`no row ${code}`);
  return (found.value ?? []).map((words) => words.it.replaceAll('\u00a0', ' ')).join(' | ');
};

describe('which form', () => {
  const ask = { signedOn: '2026-11-20', customerType: 'consumer', totalCreditCents: 1_800_000, plan: 'level', purchaseOption: false } as const;
  it.each([
    ['the last day of the old text', { signedOn: '2026-11-19' }, 'iebcc-2010', undefined],
    ['the first day of the new one', {}, 'ieb-2026', undefined],
    ['80,000 € under the old text', { signedOn: '2026-11-19', totalCreditCents: 8_000_000 }, null, 'amount_outside'],
    ['80,000 € under the new one', { totalCreditCents: 8_000_000 }, 'ieb-2026', undefined],
    ['above 100,000 €', { totalCreditCents: 10_000_001 }, null, 'amount_outside'],
    ['150 € under the old text', { signedOn: '2026-11-19', totalCreditCents: 15_000 }, null, 'amount_outside'],
    ['150 € under the new one', { totalCreditCents: 15_000 }, 'ieb-2026', undefined],
    ['a company', { customerType: 'company' }, null, 'not_a_consumer'],
    ['a person trading in their own name', { customerType: 'soleTrader' }, null, 'not_a_consumer'],
    ['a lease with an option', { plan: 'lease', purchaseOption: true }, 'ieb-2026', undefined],
    ['a hire without one', { plan: 'lease' }, null, 'hire_without_option'],
  ] as const)('%s', (_name, more, form, why) => {
    expect(precontractForm({ ...ask, ...more })).toEqual(why === undefined ? { form } : { form, why });
  });
  it('follows a later day of the new text', () => {
    const rules = { newRegimeFrom: '2027-02-01', oldLeastCents: 20_000, oldMostCents: 7_500_000, newMostCents: 10_000_000 };
    expect(precontractForm({ ...ask, signedOn: '2027-01-31' }, rules)).toEqual({ form: 'iebcc-2010' });
    expect(precontractForm({ ...ask, signedOn: '2027-02-01' }, rules)).toEqual({ form: 'ieb-2026' });
  });
  it('a reminder is due when the form came less than a day before', () => {
    const bound = new Date('2026-11-23T10:00:00Z');
    expect(withdrawalReminder(new Date('2026-11-22T10:00:00Z'), bound)).toBeNull();
    expect(withdrawalReminder(new Date('2026-11-22T10:00:01Z'), bound)).toEqual({ fromDays: 1, toDays: 7 });
  });
});

describe.each([
  ['old', iebcc2010],
  ['new', ieb2026],
] as const)('the %s form', (_name, build) => {
  it.each(kinds)('answers every row or says why it does not apply, in both languages (%s)', (kind) => {
    for (const atDistance of [false, true]) {
      for (const intermediary of [null, precontractSample(kind).intermediary]) {
        const rows = rowsOf(build(precontractSample(kind, { atDistance, intermediary })));
        expect(new Set(rows.map((row) => row.code)).size).toBe(rows.length);
        for (const row of rows) {
          expect((row.value === null) !== (row.why === null), row.code).toBe(true);
          const words = row.value ?? [row.why];
          expect(words.length, row.code).toBeGreaterThan(0);
          for (const word of words) {
            expect(word?.it.trim(), row.code).toMatch(/\S/);
            expect(word?.en.trim(), row.code).toMatch(/\S/);
            expect(`${word?.it} ${word?.en}`, row.code).not.toMatch(/undefined|NaN|null|Infinity/);
          }
        }
      }
    }
  });
  it('tells the figures to the cent', () => {
    const facts = precontractSample('level');
    const form = build(facts);
    expect(answerOf(form, 'totalCredit')).toBe('18.000,00 €');
    expect(answerOf(form, 'good')).toContain('Prezzo in contanti: 23.000,00 €');
    expect(answerOf(form, 'nominalRate')).toContain('6,95 %');
    const { totalDueCents } = facts.figures;
    expect(answerOf(form, form.sections.length > 5 ? 'taeg' : 'totalDue')).toContain(`${Math.floor(totalDueCents / 100_000)}.${String(Math.floor(totalDueCents / 100) % 1000).padStart(3, '0')},${String(totalDueCents % 100).padStart(2, '0')} €`);
  });
  it('what is in the TAEG adds up to the total cost of the credit', () => {
    for (const kind of kinds) {
      const facts = precontractSample(kind);
      const example = answerOf(build(facts), 'example');
      expect(example).toContain('TAEG');
      const cents = [...(example.split('Nel TAEG sono compresi:')[1] ?? '').matchAll(/([\d.]+),(\d\d)\s€/g)].reduce((sum, [, euro, rest]) => sum + Number((euro ?? '').replaceAll('.', '')) * 100 + Number(rest), 0);
      expect(cents, kind).toBe(facts.figures.totalDueCents - facts.figures.totalCreditCents);
    }
  });
});

describe('a consumer’s lease', () => {
  const facts = precontractSample('lease');
  const { figures } = facts;
  const form = iebcc2010(facts);

  it('tells every amount with VAT, the first rental and the trade-in taken off, the term of the contract', () => {
    expect(answerOf(form, 'totalCredit')).toBe('18.000,00 €');
    expect(answerOf(form, 'duration')).toMatch(/^36 mesi/);
    // 2,50 € and its VAT at 22 %.
    expect(answerOf(form, 'paymentCosts')).toBe('Incasso di ogni rata: 3,05 €');
    expect(answerOf(form, 'otherCosts')).toContain('Spese di istruttoria 366,00 €');
    expect(answerOf(form, 'otherCosts')).toContain(`Spese di incasso rata ${(36 * 3.05).toFixed(2).replace('.', ',')} €`);
  });

  it('names the purchase option apart from the rentals', () => {
    const told = answerOf(form, 'payments');
    expect(told).toContain('35 canoni mensili di');
    expect(told.match(/2\.440,00 €/g)).toHaveLength(1);
    expect(answerOf(form, 'example')).toContain('opzione di acquisto finale di 2.440,00 € il 22/11/2029');
  });

  it('pays the credit back to the cent, with interest never below zero, services chosen freely left out', () => {
    expect(figures.rows.reduce((sum, row) => sum + row.principalCents, 0)).toBe(figures.totalCreditCents);
    expect(Math.min(...figures.rows.map((row) => row.interestCents))).toBeGreaterThanOrEqual(0);
    for (const row of figures.rows) expect(row.principalCents + row.interestCents + row.feeCents).toBe(row.dueCents);
    expect(figures.rows.at(-1)?.balanceCents).toBe(0);
    expect(figures.totalDueCents).toBe(precontractSample('lease').figures.rows.reduce((sum, row) => sum + row.dueCents, 36_600));
    const monthly = figures.rows[1];
    // 540 € of insurance without VAT and 900 € of tyres with it, in 36 parts; 3,05 € of collection; no maintenance.
    expect(monthly?.feeCents).toBeGreaterThanOrEqual(305 + 1500 + 2499);
    expect(monthly?.feeCents).toBeLessThanOrEqual(305 + 1500 + 2502);
  });
});

describe('the consumer’s rights', () => {
  const rightsOf = (form: Form) => ['withdrawal', 'earlyRepayment', 'compensation'].map((code) => answerOf(form, code)).join(' ');

  it.each([
    ['the old text', iebcc2010, '2026-11-19', '2026-11-20'],
    ['the new text', ieb2026, '2026-11-20', '2026-11-20'],
    ['the old text while the new one is put off', iebcc2010, '2027-01-31', '2027-02-01'],
  ] as const)('are those that servicing will apply to a contract under %s', (_name, build, signingOn, newRegimeFrom) => {
    const told = rightsOf(build(precontractSample('level', { signingOn, newRegimeFrom })));
    const rules = lawRulesFrom(newRegimeFrom, addDays(newRegimeFrom, -1));
    const value = (key: string) => Number(ruleInForce(rules, key, signingOn)?.value);
    expect(told).toContain(`entro ${value('withdrawal.days')} giorni`);
    expect(told).toContain(`${formatRate(value('settlement.compensation.above_one_year'))} dell’importo rimborsato in anticipo se la vita residua supera ${value('settlement.compensation.long_life')} mesi`);
    expect(told).toContain(`${formatRate(value('settlement.compensation.up_to_one_year'))} altrimenti`);
    expect(told).toContain(`pari o inferiore a ${formatAmount(value('settlement.compensation.free_full_debt'))} €`);
    const isNew = signingOn >= newRegimeFrom;
    expect(told.includes('12 mesi e 14 giorni')).toBe(isNew);
    expect(told.includes('costi pagati direttamente a terzi')).toBe(isNew);
  });

  it('come from dated rows: another row, another text', () => {
    expect(lawOfSigning({ signingOn: '2026-12-05', newRegimeFrom: '2026-11-20' }).uninformedMonths).toBe(12);
    expect(lawOfSigning({ signingOn: '2026-12-05', newRegimeFrom: '2027-03-01' }).uninformedMonths).toBeNull();
    expect(() => lawOfSigning({ signingOn: '2011-05-31', newRegimeFrom: '2026-11-20' })).toThrow(/no rule withdrawal.days/);
  });
});

it('a lender established in Italy has no representative there', () => {
  for (const build of [iebcc2010, ieb2026]) {
    const found = rowsOf(build(precontractSample('level', { atDistance: true }))).find((row) => row.code === 'distanceLender');
    expect(found).toMatchObject({ value: null, why: { it: 'Il finanziatore ha sede in Italia.' } });
  }
});

describe('payments in words', () => {
  it('equal payments stand together, the odd last one apart', () => {
    const rows = precontractSample('balloon').figures.rows;
    const runs = paymentRuns(rows);
    expect(runs.reduce((sum, run) => sum + run.count, 0)).toBe(rows.length);
    expect(runs.reduce((sum, run) => sum + run.count * run.dueCents, 0)).toBe(rows.reduce((sum, row) => sum + row.dueCents, 0));
    expect(runs.at(-1)).toMatchObject({ count: 1 });
  });
});

it.each([['old', iebcc2010], ['new', ieb2026]] as const)('from the cash price to the total amount of credit nothing is left out (the %s form)', (_name, build) => {
  const sample = precontractSample('level');
  const form = build({ ...sample, good: { ...sample.good, cashPriceCents: 3_500_000 }, depositCents: 700_000, tradeInCents: 800_000, payoffCents: 1_100_000, figures: { ...sample.figures, totalCreditCents: 3_100_000 } });
  const told = rowsOf(form).flatMap((row) => (row.value ?? []).map((words) => words.it.replaceAll('\u00a0', ' ')));
  for (const words of ['Prezzo in contanti: 35.000,00 €', 'Anticipo: 7.000,00 €', 'Valore dell’usato ritirato: 8.000,00 €', 'Importo che estingue il finanziamento dell’usato ritirato: 11.000,00 €', '31.000,00 €']) expect(told).toContain(words);
});
