/**
 * Numbers of the law used after signing, as dated rows: the engine reads them by key and date and holds none itself.
 * A row holds from `validFrom` to `validTo`, both included (null = still in force). Settlement and withdrawal take the
 * row in force on the day the contract was signed, default interest the row of its own day.
 * `checked` tells whether the value was read in the named source; the others are kept but must be read before use.
 */
export interface LawRule {
  readonly key: string;
  readonly value: number | string;
  readonly unit: 'ppm' | 'cents' | 'days' | 'months' | 'text';
  readonly article: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly source: string;
  readonly checked: boolean;
}

type Row = readonly [key: string, value: number | string, unit: LawRule['unit'], article: string, source: string, checked: boolean];

function during(validFrom: string, validTo: string | null, rows: readonly Row[]): LawRule[] {
  return rows.map(([key, value, unit, article, source, checked]) => ({ key, value, unit, article, validFrom, validTo, source, checked }));
}

const compensation = (article: string, source: string): readonly Row[] => [
  ['settlement.compensation.above_one_year', 10_000, 'ppm', article, source, true],
  ['settlement.compensation.up_to_one_year', 5_000, 'ppm', article, source, true],
  ['settlement.compensation.long_life', 12, 'months', article, source, true],
  ['settlement.compensation.free_full_debt', 1_000_000, 'cents', article, source, true],
];

const withdrawal = (article: string, source: string): readonly Row[] => [
  ['withdrawal.days', 14, 'days', `${article} c. 1`, source, true],
  ['withdrawal.repayment_days', 30, 'days', `${article} c. 2`, source, true],
];

const oldText = 'D.Lgs. 141/2010 art. 1, G.U. 207 of 4 Sep 2010';
const text2021 = 'DL 73/2021 art. 11-octies, G.U. 176 of 24 Jul 2021';
const newText = 'D.Lgs. 212/2025, G.U. 6 of 9 Jan 2026';
const firstTextFrom = '2011-06-01';
const secondTextFrom = '2021-07-25';

/**
 * The rows, with the day from which contracts fall under D.Lgs. 212/2025. That day is 20 November 2026 or, if later, 90
 * days after the Bank of Italy's provisions enter into force (art. 6 c. 2): a datum that may only move later.
 */
export function lawRulesFrom(newRegimeFrom: string, dayBefore: string): readonly LawRule[] {
  return [
    ...during(firstTextFrom, '2021-07-24', [
      // Constitutional Court 263/2022 and DL 104/2023 art. 27: all costs, taxes apart, also for contracts before 25 July 2021.
      ['settlement.text', 'tub-2010', 'text', 'TUB 125-sexies', oldText, false],
      ['settlement.reduced_costs', 'all-but-taxes', 'text', 'TUB 125-sexies c. 1', 'Corte cost. 263/2022, DL 104/2023 art. 27', true],
      ['settlement.criterion.up_front', 'amortised-cost', 'text', 'TUB 125-sexies c. 1', 'ABF Collegio di coordinamento 26525/2019', true],
      ['settlement.criterion.recurring', 'linear', 'text', 'TUB 125-sexies c. 1', 'ABF Collegio di coordinamento 6167/2014, 26525/2019', true],
      ...compensation('TUB 125-sexies c. 2-3', oldText),
    ]),
    ...during(secondTextFrom, dayBefore, [
      ['settlement.text', 'tub-2021', 'text', 'TUB 125-sexies', text2021, true],
      ['settlement.reduced_costs', 'all-but-taxes', 'text', 'TUB 125-sexies c. 1', text2021, true],
      ['settlement.criterion.up_front', 'amortised-cost', 'text', 'TUB 125-sexies c. 2', text2021, true],
      ['settlement.criterion.recurring', 'amortised-cost', 'text', 'TUB 125-sexies c. 2', text2021, true],
      ...compensation('TUB 125-sexies c. 4-5', text2021),
    ]),
    ...during(newRegimeFrom, null, [
      ['settlement.text', 'tub-2026', 'text', 'TUB 125-sexies', newText, true],
      ['settlement.reduced_costs', 'all-but-taxes-and-fixed-third-party', 'text', 'TUB 125-sexies c. 1', newText, true],
      ['settlement.criterion.up_front', 'amortised-cost', 'text', 'TUB 125-sexies c. 2', newText, true],
      ['settlement.criterion.recurring', 'amortised-cost', 'text', 'TUB 125-sexies c. 2', newText, true],
      ...compensation('TUB 125-sexies', newText),
      ['withdrawal.uninformed_months', 12, 'months', 'TUB 125-ter', newText, true],
    ]),
    ...during(firstTextFrom, dayBefore, withdrawal('TUB 125-ter', oldText)),
    ...during(newRegimeFrom, null, withdrawal('TUB 125-ter', newText)),
    ...during('2016-10-01', null, [
      // The text forbids interest on interest save default interest, reckoned on the capital alone; CICR 343/2016 art. 3-4.
      ['default_interest.on', 'principal', 'text', 'TUB 120 c. 2 b', 'DL 18/2016 art. 17-bis, CICR 343/2016', false],
    ]),
    ...during('1942-04-21', null, [['allocation.order', 'penalty,fee,interest,principal', 'text', 'c.c. 1194', 'Codice civile', true]]),
  ];
}

/** The rows as of 22 November 2026; the day of the new regime is the date of the Directive, not yet confirmed by the Bank's provisions. */
export const lawRules: readonly LawRule[] = lawRulesFrom('2026-11-20', '2026-11-19');
