/** The row on payments that leave the capital as it is, which both forms have under labels of their own. Pure. */
import { notApplicable, row, type Bilingual, type FormRow } from './form.ts';
import type { PrecontractFacts } from './precontract-facts.ts';

/** True when some payment before the last leaves the capital as it is: only interest is paid, or nothing. */
function repaysLater({ figures }: PrecontractFacts): boolean {
  return figures.rows.some((each, index) => index < figures.rows.length - 1 && each.principalCents <= 0);
}

export function laterRepaymentRow(facts: PrecontractFacts, label: Bilingual): FormRow {
  return repaysLater(facts)
    ? row('laterRepayment', label, { it: 'Sì: alcuni pagamenti non riducono il capitale dovuto.', en: 'Yes: some payments do not reduce the capital owed.' })
    : notApplicable('laterRepayment', label, { it: 'Ogni pagamento riduce il capitale dovuto.', en: 'Each payment reduces the capital owed.' });
}
