import type { Plan, PlanRow, PlanTerms, SeparateFee } from '../plan/plan-terms.ts';
import { graceRows, refereeAmounts, toMultiple } from './plan-referee-amounts.ts';
import type { RefereeRow } from './plan-referee-amounts.ts';
import { dayOfText, textOfDay } from './plan-referee-calendar.ts';
import { chargeAmount, countsInTaeg, financedCharges } from './plan-referee-charges.ts';
import type { Bases } from './plan-referee-charges.ts';
import { nearest } from './plan-referee-fraction.ts';
import { refereeCalendar } from './plan-referee-periods.ts';
import { scaledRates } from './plan-referee-scale.ts';

/** A row as it is asked, before its charges. */
interface AskedRow extends RefereeRow {
  readonly number: number;
  readonly due: number;
}

/** What is put off of a row's interest: at most what the row pays, since the rest joins the debt; nothing of a row that pays nothing. */
function putOff({ principal, interest }: AskedRow): bigint {
  const wanted = principal < 0n ? principal + interest : interest;
  return wanted > 0n ? wanted : 0n;
}

/** Interest of the first rows asked later, in one, without interest on it. */
function deferred(rows: readonly AskedRow[], grace: number): AskedRow[] {
  const asking = Math.min(grace, rows.length - 1);
  const waiting = rows.slice(0, asking).reduce((total, row) => total + putOff(row), 0n);
  return rows.map((row, place) => (place < asking ? { ...row, interest: row.interest - putOff(row) } : place === asking ? { ...row, interest: row.interest + waiting } : row));
}

/** The amount row by row: what the down payment takes, what is left of each row, and the instalment. */
function askedRows(terms: PlanTerms, financedFee: bigint): { rows: AskedRow[]; instalment: bigint } {
  const calendar = refereeCalendar(terms);
  const rates = scaledRates(calendar, terms.nominalRatePpm);
  const principal = BigInt(terms.principalCents);
  const down = toMultiple({ top: principal * BigInt(terms.downPaymentPpm ?? 0), bottom: 1_000_000n }, terms);
  const drawn = calendar.opening + financedFee;
  const opening = drawn - down;
  const amounts = refereeAmounts({ terms, calendar, rates, opening, capital: principal + financedFee - down });
  const afterGrace = amounts.rows[graceRows(terms)];
  const apart = calendar.paidApart;
  const paidApart = nearest(opening * BigInt(terms.nominalRatePpm) * apart.top, 1_000_000n * apart.bottom, terms.rounding.mode);
  const numbered = amounts.rows.map((row, place) => ({
    ...row,
    number: place + 1,
    due: calendar.periods[place]?.due ?? calendar.start,
    interest: place === 0 ? row.interest + paidApart : row.interest,
  }));
  const rows = deferred(numbered, terms.graceInterestRows ?? 0);
  if (down > 0n) rows.unshift({ number: 0, due: calendar.start, principal: down, interest: 0n, before: drawn, balance: opening });
  return { rows, instalment: amounts.instalment ?? (afterGrace === undefined ? 0n : afterGrace.principal + afterGrace.interest) };
}

/** Flows of one day added up, days without any left out, in order of day. */
export function netByDay(flows: readonly { readonly date: string; readonly cents: number }[]): [string, number][] {
  const byDay = new Map<string, number>();
  for (const { date, cents } of flows) byDay.set(date, (byDay.get(date) ?? 0) + cents);
  return [...byDay].filter(([, cents]) => cents !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * The plan by docs/engine-conventions.md alone, in exact arithmetic, for legal terms; the flows of the TAEG stand one a
 * day. For tests only; shares no code with the engine, the calendar included.
 */
export function refereePlan(terms: PlanTerms): Plan {
  const principal = BigInt(terms.principalCents);
  const financed = financedCharges(terms);
  const amountFinanced = principal + financed.all;
  const { rows: asked, instalment } = askedRows(terms, financed.all);
  const bases: Bases = { principal, 'amount-financed': amountFinanced, instalment };
  const flows: { date: string; cents: number }[] = (terms.drawdowns ?? [{ date: terms.start, cents: terms.principalCents }]).map(({ date, cents }) => ({ date, cents: -cents }));
  flows.push({ date: terms.start, cents: -Number(financed.drawn) });
  const separateFees: SeparateFee[] = [];
  const dated = new Map<number, { fee: bigint; taeg: bigint }>();
  for (const charge of terms.charges ?? []) {
    if (charge.financed || charge.at === 'row') continue;
    const cents = chargeAmount(charge, bases, terms);
    const day = charge.at === 'start' ? terms.start : (charge.date ?? terms.start);
    const place = charge.at === 'date' ? asked.findIndex((row) => row.number > 0 && row.due === dayOfText(day)) : -1;
    const taeg = countsInTaeg(charge) ? cents : 0n;
    if (place < 0) {
      separateFees.push({ kind: charge.kind, date: day, cents: Number(cents) });
      flows.push({ date: day, cents: Number(taeg) });
    } else {
      const before = dated.get(place);
      dated.set(place, { fee: (before?.fee ?? 0n) + cents, taeg: (before?.taeg ?? 0n) + taeg });
    }
  }
  const rowCharges = (terms.charges ?? []).filter((charge) => charge.at === 'row');
  const rows = asked.map((row, place): PlanRow => {
    let { fee, taeg } = dated.get(place) ?? { fee: 0n, taeg: 0n };
    for (const charge of row.number === 0 ? [] : rowCharges) {
      const rowBases: Bases = { ...bases, 'row-principal': row.principal, 'row-interest': row.interest, 'row-balance': row.before };
      const cents = chargeAmount(charge, rowBases, terms);
      fee += cents;
      if (countsInTaeg(charge)) taeg += cents;
    }
    const capitalAndInterest = row.principal + row.interest;
    const dueDate = textOfDay(row.due);
    flows.push({ date: dueDate, cents: Number(capitalAndInterest + taeg) });
    return {
      number: row.number,
      dueDate,
      principalCents: Number(row.principal),
      interestCents: Number(row.interest),
      feeCents: Number(fee),
      dueCents: Number(capitalAndInterest + fee),
      balanceCents: Number(row.balance),
    };
  });
  const total = (of: (row: PlanRow) => number): number => rows.reduce((added, row) => added + of(row), 0);
  const feeCents = total((row) => row.feeCents) + separateFees.reduce((added, fee) => added + fee.cents, 0);
  const [principalCents, interestCents] = [total((row) => row.principalCents), total((row) => row.interestCents)];
  return {
    amountFinancedCents: Number(amountFinanced),
    instalmentCents: Number(instalment),
    rows,
    separateFees,
    totals: { principalCents, interestCents, feeCents, financedFeeCents: Number(financed.all), dueCents: principalCents + interestCents + feeCents },
    taegFlows: netByDay(flows).map(([date, cents]) => ({ date, cents })),
  };
}
