import { portfolioAnswers } from '../servicing.ts';
import { cellState } from '../matrix.ts';
import type { MatrixAxes, MatrixOffer } from '../matrix.ts';
import type { PlanTerms } from '../plans.ts';
import { plainLease } from './lease-samples.ts';
import { charge, plainTerms } from './sample-terms.ts';
import { contractOf, plainPlan } from './servicing-samples.ts';

const plan: PlanTerms = { ...plainPlan, rows: 6, charges: [{ kind: 'collection', at: 'row', cents: 350, financed: false, inTaeg: true, optional: false }] };
const contract = contractOf(plan);
const terms = { ...plainTerms, termMonths: 6, charges: [charge('collection', 'row', 300)] };
const start = '2026-12-05';
const costs = [{ kind: 'arrangement', cents: 35_000, state: 'paid' }, { kind: 'stamp', cents: 1600, state: 'unpaid', nature: 'tax' }];
const services = [{ code: 'gap', cents: 90_000, state: 'financed', refundablePpm: 500_000 }];
const lease = { ...plainLease, rentals: 6 };
const { firstRental: _first, purchaseOption: _option, nominalRatePpm: _rate, ...leaseCalendar } = lease;
const offer: MatrixOffer = { nominalRatePpm: 69_500, charges: [charge('arrangement', 'start', 100)], substituteTax: null, thresholds: [{ overCents: null, toCents: null, thresholdPpm: 150_000 }] };
const axes: MatrixAxes = { pricesCents: [2_000_000], termsMonths: [24], depositSharesPpm: [0], offers: [offer] };
const drawdowns = [{ date: '2026-01-15', cents: 1_000_000 }];
const payments = [{ date: '2027-01-15', cents: 1_060_000 }];
const customer = [{ date: '2027-12-05', cents: 1_900_000 }];
const target = { ratePpm: 69_500, compounding: 'month' };
const timed = [{ time: { whole: 0, days: 0, divisor: 365, years: 0 }, cents: -1000 }, { time: { whole: 12, days: 5, divisor: 365, years: 1 }, cents: 1100 }];
const tegm = { quarter: '2026-Q4', validFrom: '2026-10-01', validTo: '2026-12-31', category: 'car', amountOverCents: null, amountToCents: 5_000_000, tegmPct: '9.5' };
const surcharge = { validFrom: '2018-01-01', validTo: null, categories: ['car'], surchargePct: '3.1' };
const usury = { category: 'car', amountCents: 1_000_000, date: '2026-11-22' };
const owed = { penalty: 1, fee: 2, interest: 3, principal: 4 };
const late = { rates: [{ from: '2020-01-01', ratePpm: 100_000 }], graceDays: 5 };
const parts = [{ payer: 'maker', cents: 1000 }, { payer: 'dealer', cents: 500 }];

/**
 * One call that is answered for every exported function of every face, by face and name: the material of the tests that
 * spoil arguments. A function that is new to a face must be added here.
 */
export const faceSamples: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  derivation: {
    explain: [terms, { row: 2, part: 'interest' }, 'it'],
    explainPlan: [plan, { row: 2, part: 'fee' }, 'it'],
    tellPlan: [plan, 'en'],
    explainLease: [lease, { row: 2, part: 'interest' }, 'it'],
    tellLease: [lease, 'en'],
    explainRate: [{ name: 'taeg', received: 1000, paid: 1100, inCents: true, leftAside: 0, exactPct: '7.123456', pct: '7.12' }, 'it'],
    explainUsury: [{ tegmPct: '9.5', surchargePct: '3.1', thresholdPct: '19.75', compared: { ratePct: '8', marginPct: '11.75' } }, 'it'],
  },
  index: {
    equivalentTime: ['2026-01-31', '2026-12-05', 'month'],
    priceFinancing: [terms],
    solveDeposit: [terms, 30_000],
    taeg: [{ drawdowns, payments }],
  },
  lease: {
    priceLease: [lease],
    priceRental: [{ ...leaseCalendar, depositCents: 200_000, residualValue: { sharePpm: 400_000 }, fundingRatePpm: 60_000, services: [{ code: 'tyres', perPeriodCents: 4500, taxed: true }] }],
    settlementValue: [{ lease, date: '2027-01-10', discountRatePpm: 50_000, withOption: true }],
    seriousDefault: [{ asOf: '2027-06-01', good: 'movable', rentalCents: 1000, monthsPerRental: 1, rentals: [{ dueDate: '2027-01-01', dueCents: 1000, paidCents: 0 }] }],
    saleProceeds: [{ proceedsCents: 900, unpaidRentalsCents: 200, futureCapitalCents: 100, purchaseOptionCents: 50, recoveryCents: 0, appraisalCents: 0, keepingCents: 0 }],
    solveLease: [lease, 'price', 77_634],
    vatRateOn: [plainLease.vat, '2026-11-22'],
  },
  matrix: {
    cellAt: [axes, 0],
    cellTerms: [axes, offer, { priceCents: 2_000_000, term: 0, depositSharePpm: 100_000 }, start],
    priceMatrix: [axes],
    repriceOffer: [{ axes, ...columnsOf(1) }, 0, offer],
  },
  plans: {
    buildPlan: [plan],
    planNotices: [{ ...plan, firstDueDate: '2027-01-20' }],
    dueDates: [{ start, rows: 3, every: 1, unit: 'month', monthEnd: 'clamp', firstDueDate: '2027-01-10', mode: 'arrears' }],
    yearFraction: [{ convention: 'act/act-isma', start, end: '2027-01-05', terminationDate: '2028-01-05', refStart: start, refEnd: '2027-06-05', periodsPerYear: 2 }],
    levelPlansBatch: [{ principalCents: Float64Array.of(1e6), nominalRatePpm: Int32Array.of(69_500), rows: Int32Array.of(6), balloonCents: Float64Array.of(1000), balloonAfterLastRow: true }],
    levelRows: [1_000_000, 69_500, 6, 10_000, true],
  },
  rates: {
    solveAnnualRate: [timed, 12],
    datedIrr: [{ flows: [{ date: start, cents: -1000 }, { date: '2027-12-05', cents: 1100 }], intervals: 'legal', frequency: 'month', decimals: 4 }],
    effectiveRate: [{ ratePct: '6.95', every: 1, unit: 'month', decimals: 4 }],
    nominalRate: [{ ratePct: '7.17', every: 1, unit: 'month', decimals: 4 }],
    equivalentTime: ['2026-01-31', '2026-12-05', 'month'],
    equivalentTimeOfDays: [20_000, 20_400, 'month'],
    gridTaeg: [1000, Float64Array.of(0, 550, 560), 3, 0.01, 12],
    legalTaeg: [{ drawdowns: [[0, 1000]], payments: [[0.5, 550.5], [1, 560]], frequency: 'month', decimals: 4 }],
    levelTaeg: [1000, 90, 12, { first: 1, leftover: 0.01, firstExtra: 1, last: 5, lastAt: 13, perYear: 12 }],
    taeg: [{ drawdowns, payments }],
    teg: [{ drawdowns, payments, costs: [{ nature: 'tax', flow: { date: '2026-01-15', cents: 100 } }] }],
    toTaegPpm: [0.0695],
    checkUsury: [[tegm], [surcharge], { ...usury, tegPct: '7.25', defaultRatePct: '9' }],
    findSurcharge: [[surcharge], 'car', '2026-11-22'],
    findThreshold: [[tegm], usury],
    readSurchargeRows: [[{ valid_from: '2018-01-01', valid_to: '', categories: 'car', surcharge_pct: '1.90' }]],
    readUsuryRows: [[{ quarter: '2026-Q4', valid_from: '2026-10-01', valid_to: '2026-12-31', category: 'car', amount_over_eur: '0', amount_to_eur: '5000', tegm_pct: '9.50' }]],
    usuryThreshold: [{ tegmPct: '9.5', surchargePct: '3.1' }],
    usuryThresholdPpm: [95_000],
  },
  servicing: {
    allocatePayment: [{ order: ['principal', 'fee'], mode: 'due', paymentCents: 10, outstandingCents: owed }],
    allocateOverRows: [{ paymentCents: 10, on: start, rows: [{ number: 1, dueDate: start, outstandingCents: owed }], rule: { atoms: [{ mode: 'due', part: 'fee' }], processing: 'horizontal', inAdvance: 'none' } }],
    changeRate: [{ contract, on: '2027-01-20', ratePpm: 50_000, keep: 'term' }],
    reAmortise: [{ contract, on: '2027-01-20', repaidCents: 100_000, keep: 'term' }],
    defaultInterest: [{ rows: [{ number: 1, dueDate: '2027-01-05', cents: 36_500 }], payments: [{ date: '2027-01-20', cents: 100 }], until: '2027-03-01', terms: late }],
    lawRulesFrom: ['2026-11-20', '2026-11-19'],
    ruleInForce: [[{ key: 'a', value: 1, validFrom: '2020-01-01', validTo: null, article: 'x' }], 'a', start],
    ledger: [{ contract, signedOn: start, late, costs, services, compensation: { agreedPpm: 10_000 }, asOf: '2027-02-25', events: [{ id: 'one', kind: 'payment', date: '2027-01-05', cents: 100_000 }] }],
    partialSettlement: [{ contract, signedOn: start, on: '2027-01-20', costs, services, principalCents: 100_000, keep: 'term', compensation: { agreedPpm: 5000 } }],
    agePortfolio: [
      { firstRow: Int32Array.of(0, 1), dueDay: Int32Array.of(20_000), unpaidCents: Int32Array.of(1000), ratePpm: Int32Array.of(90_000), graceDays: Uint8Array.of(3) },
      { today: 20_050, graceCounts: 'from-due-date', bucketsFrom: [1, 31] },
      portfolioAnswers(1),
    ],
    portfolioAnswers: [2],
    changeDueDay: [{ contract, on: '2027-01-20', dayOfMonth: 20 }],
    paymentHoliday: [{ contract, on: '2027-01-20', periods: 2, interest: 'spread' }],
    explainServicing: [[{ label: 'accruedInterest', formula: [{ cents: 100 }, '×', { ratePpm: 69_500 }, { days: 3 }, { count: 2 }, { date: start }, { word: 'linear' }], cents: 5, article: 'x' }], 'it'],
    settlement: [{ contract, signedOn: start, on: '2027-01-20', interestTo: 'day', costs, services, compensation: { agreedPpm: 5000 }, linearBy: 'days', paidThrough: 1, consumer: true, explain: true }],
    withdrawal: [{ contract, signedOn: start, noticeOn: '2026-12-10', on: '2026-12-15', costs, services, paidThrough: 0, explain: true }],
    withdrawalTerm: [{ signedOn: start, informedOn: start, rightExplained: true, linkedReturnUntil: '2027-01-05', holidays: ['2026-12-25'] }],
  },
  solve: {
    findInteger: [{ low: 0, high: 100, rising: true, target: 40, unit: 1, guess: 5, slope: 1, figureAt: (value: number) => value }],
    roundest: [1234, 1987],
    solveFor: [terms, 'nominalRate', { figure: 'instalmentCents', value: 345_000 }],
  },
  spreadsheet: { tvm: [{ fn: 'XIRR', values: [-1000, 1100], dates: [start, '2027-12-05'], guess: 0.1 }] },
  subsidies: {
    subsidy: [{ amountFinancedCents: 2_000_000, start, flows: customer, target, payoutDays: 10 }],
    splitSubsidy: [{ totalCents: 100_001, payers: [{ payer: 'maker', sharePpm: 500_000, capCents: 25_000 }], remainderTo: 'lender' }],
    clawback: [{ parts, rule: { kind: 'steps', steps: [{ below: 6, sharePpm: 1_000_000 }] }, elapsed: 3 }],
    elapsedMonths: [start, '2027-03-20', 'started'],
    lenderYield: [{ start, payouts: [{ date: start, cents: 1_800_000 }], subsidies: [{ date: start, cents: 10 }], commissions: [{ date: start, cents: 5 }], customer }],
    commission: [{ amountFinancedCents: 2_000_000, marginCents: 5000, servicesCents: 1000, nominalRatePpm: 69_500, termMonths: 48, lines: [{ payee: 'dealer', kind: 'sale', base: 'amount-financed', tiersOn: 'term', tiersAs: 'whole', tiers: [{ from: 12, ratePpm: 10_000 }], minCents: 100, maxCents: 50_000 }] }],
    rateMargin: [{ amountFinancedCents: 2_000_000, start, flows: customer, floor: target }],
  },
};

function columnsOf(cells: number): object {
  const column = (): Float64Array => new Float64Array(cells);
  return {
    amountFinancedCents: column(), instalmentCents: column(), lastRowCents: column(), interestCents: column(), taegPpm: column(), tegPpm: column(), thresholdPpm: column(),
    state: new Uint8Array(cells).fill(cellState.notPriced),
  };
}
