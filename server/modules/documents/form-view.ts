/** From a form's facts to what stands on its pages: figures formatted, words chosen, nothing drawn yet. */
import { formatCivilDate, partsOfDayNumber, toDayNumber } from '#platform/civil-date';
import { addCents } from '#platform/money';
import type { FormDocument } from './form-document.ts';
import { issuerHead } from './issuer-head.ts';
import { amount, amountOrDash } from './print-formats.ts';
import type { JsonValue } from './printable-text.ts';

const texts = {
  it: { notApplicable: 'Non applicabile', plan: 'Piano dei pagamenti', columns: ['N.', 'Scadenza', 'Pagamento (€)', 'Capitale (€)', 'Interessi (€)', 'Spese (€)', 'Residuo (€)'], total: 'Totale', page: { before: 'Pagina', between: 'di' }, issued: 'Rilasciato il' },
  en: { notApplicable: 'Not applicable', plan: 'Repayment schedule', columns: ['No.', 'Due on', 'Payment (€)', 'Capital (€)', 'Interest (€)', 'Charges (€)', 'Balance (€)'], total: 'Total', page: { before: 'Page', between: 'of' }, issued: 'Issued on' },
} as const;

/** The data `templates/form.typ` draws. */
export function formView(form: FormDocument, options: { logo: boolean }): JsonValue {
  const words = texts[form.language];
  const sum = (pick: (row: FormDocument['plan'][number]) => number) => amount(addCents(...form.plan.map(pick)));
  return {
    language: form.language,
    documentTitle: `${form.title} ${form.number}`,
    date: partsOfDayNumber(toDayNumber(form.issuedOn)),
    ...issuerHead(form.dealer, form.language, options),
    title: form.title,
    legalBasis: form.legalBasis,
    number: form.number,
    issued: `${words.issued} ${formatCivilDate(form.issuedOn)}`,
    notApplicable: words.notApplicable,
    sections: form.sections,
    closing: form.closing,
    plan:
      form.plan.length === 0
        ? null
        : {
            title: words.plan,
            columns: words.columns,
            rows: form.plan.map((row) => [String(row.number), formatCivilDate(row.dueOn), amount(row.dueCents), amountOrDash(row.principalCents), amountOrDash(row.interestCents), amountOrDash(row.feesCents), amount(row.balanceCents)]),
            total: [words.total, '', sum((row) => row.dueCents), sum((row) => row.principalCents), sum((row) => row.interestCents), sum((row) => row.feesCents), ''],
          },
    footer: { left: `${form.title} · ${form.number} · ${form.dealer.name}`, page: words.page },
  };
}
