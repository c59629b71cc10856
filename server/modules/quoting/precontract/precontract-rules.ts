/**
 * Which pre-contract form a credit needs. Two texts live side by side: Directive 2008/48 with the TUB as it stood, and
 * Directive (EU) 2023/2225 with D.Lgs. 212/2025. The day of signing decides, never the day of the application
 * (D.Lgs. 212/2025 art. 6 c. 2). The dated numbers are data; nothing below holds one of its own.
 */
import type { CivilDate } from '#platform/civil-date';

export type PrecontractForm = 'iebcc-2010' | 'ieb-2026';

export interface PrecontractRules {
  /** First signing day under the new text: 20 November 2026 or, if later, 90 days after the Bank of Italy's provisions. */
  readonly newRegimeFrom: CivilDate;
  /** Old text: the credits it governs (TUB 122 c. 1 a before D.Lgs. 212/2025). */
  readonly oldLeastCents: number;
  readonly oldMostCents: number;
  /** New text: no floor, and a higher ceiling (TUB 122 as changed by D.Lgs. 212/2025). */
  readonly newMostCents: number;
}

/** Rules in force today; a tenant may move `newRegimeFrom`, only to a later day: it is one of its lender's particulars. */
export const precontractRules: PrecontractRules = { newRegimeFrom: '2026-11-20', oldLeastCents: 20_000, oldMostCents: 7_500_000, newMostCents: 10_000_000 };

export interface FormQuestion {
  readonly signedOn: CivilDate;
  readonly customerType: 'consumer' | 'soleTrader' | 'company';
  readonly totalCreditCents: number;
  readonly plan: 'level' | 'balloon' | 'lease';
  /** A lease with a purchase option is credit; a hire without one is not (TUB 122, CCD2 art. 2). */
  readonly purchaseOption: boolean;
}

export type NoForm = 'not_a_consumer' | 'amount_outside' | 'hire_without_option';

/** The form the law asks for this credit, or why it asks for none. */
export function precontractForm(question: FormQuestion, rules: PrecontractRules = precontractRules): { readonly form: PrecontractForm } | { readonly form: null; readonly why: NoForm } {
  if (question.customerType !== 'consumer') return { form: null, why: 'not_a_consumer' };
  if (question.plan === 'lease' && !question.purchaseOption) return { form: null, why: 'hire_without_option' };
  const isNew = question.signedOn >= rules.newRegimeFrom;
  const { totalCreditCents: amount } = question;
  const within = isNew ? amount <= rules.newMostCents : amount >= rules.oldLeastCents && amount <= rules.oldMostCents;
  if (!within) return { form: null, why: 'amount_outside' };
  return { form: isNew ? 'ieb-2026' : 'iebcc-2010' };
}

/**
 * Days between which the reminder of the right of withdrawal must reach a consumer who was informed less than a day
 * before being bound: from the first to the seventh day after (TUB 124 c. 1-bis). Null when the information came in time.
 */
export function withdrawalReminder(informedAt: Date, boundAt: Date): { readonly fromDays: 1; readonly toDays: 7 } | null {
  return boundAt.getTime() - informedAt.getTime() < 86_400_000 ? { fromDays: 1, toDays: 7 } : null;
}
