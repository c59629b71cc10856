/** The section on distance marketing that closes both forms: filled when the contract is made at a distance, else each row says that it is not. Pure. */
import { notApplicable, row, type Bilingual, type FormSection } from './form.ts';
import type { PrecontractFacts } from './precontract-facts.ts';

const face = { it: 'Il contratto non è concluso a distanza.', en: 'The contract is not made at a distance.' };
const inItaly = { it: 'Il finanziatore ha sede in Italia.', en: 'The lender is established in Italy.' };

/** `code` is the section's number in its form. */
export function distanceSection({ lender, atDistance }: PrecontractFacts, code: string): FormSection {
  const at = (name: string, label: Bilingual, ...value: Bilingual[]) => (atDistance ? row(name, label, ...value) : notApplicable(name, label, face));
  return {
    code,
    title: { it: `${code}. Commercializzazione a distanza di servizi finanziari`, en: `${code}. Distance marketing of financial services` },
    rows: [
      notApplicable('distanceLender', { it: 'Rappresentante del finanziatore nello Stato del consumatore', en: 'Representative of the creditor in the consumer’s State' }, atDistance ? inItaly : face),
      at('register', { it: 'Iscrizione in albi o registri', en: 'Registration' }, lender.registerEntry),
      at('supervisor', { it: 'Autorità di controllo', en: 'Supervisory authority' }, lender.supervisor),
      at('howToWithdraw', { it: 'Esercizio del diritto di recesso', en: 'Exercise of the right of withdrawal' }, { it: `Comunicazione scritta a ${lender.legalName}, ${lender.addressLine}, o a ${lender.email}.`, en: `Written notice to ${lender.legalName}, ${lender.addressLine}, or to ${lender.email}.` }),
      at('applicableLaw', { it: 'Legge applicabile e foro competente', en: 'Applicable law and competent court' }, lender.applicableLaw),
      at('language', { it: 'Lingua del contratto e delle comunicazioni', en: 'Language of the contract and of notices' }, lender.language),
      at('distanceRedress', { it: 'Reclami e ricorsi', en: 'Complaints and redress' }, lender.complaints, lender.redress),
    ],
  };
}
