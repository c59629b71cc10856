/** The fields of a version of the lender's particulars, in groups, texts in both languages side by side. */
import { lawsNewRegimeFrom, newRegimeFrom, type LenderTerms } from '#quoting/api';
import { Button, DateField, IntegerInput, MoneyInput, Panel, RateInput, SegmentedButtons, TextArea, TextInput } from '../../../ui/index.ts';
import classes from './precontract.module.css';
import type { BilingualField, PlainField } from './terms-draft.ts';
import { usePrecontractTexts } from './use-precontract-texts.ts';

interface TermsFormProps {
  readonly terms: LenderTerms;
  readonly onChange: (terms: LenderTerms) => void;
  /** Fields to be filled, told once saving was tried. */
  readonly missing: readonly string[];
  /** The day of the server. */
  readonly today: string;
}

export function TermsForm({ terms, onChange, missing, today }: TermsFormProps) {
  const words = usePrecontractTexts().terms;
  const put = (changes: Partial<LenderTerms>): void => onChange({ ...terms, ...changes });
  const fault = (name: string): string | undefined => (missing.includes(name) ? words.required : undefined);
  const plain = (field: PlainField, type: 'text' | 'email' | 'tel' = 'text') => (
    <TextInput key={field} label={words.fields[field]} type={type} value={terms[field]} onChange={(text) => put({ [field]: text })} tidy="trim" maxLength={field === 'phone' ? 60 : field === 'legalName' || field === 'addressLine' ? 200 : 120} error={fault(field)} />
  );
  const both = (field: BilingualField) =>
    (['it', 'en'] as const).map((language) => (
      <TextArea
        key={`${field}-${language}`}
        label={`${words.fields[field]} (${language === 'it' ? words.inItalian : words.inEnglish})`}
        rows={3}
        value={terms[field][language]}
        onChange={(text) => put({ [field]: { ...terms[field], [language]: text } })}
        maxLength={1500}
        error={fault(`${field}.${language}`)}
      />
    ));
  const charge = (index: number, changes: Partial<LenderTerms['defaultCharges'][number]>): void => put({ defaultCharges: terms.defaultCharges.map((one, at) => (at === index ? { ...one, ...changes } : one)) });
  return (
    <div className={classes.stack}>
      <Panel title={words.groups.identity}>
        <div className={classes.fields}>
          {plain('legalName')}
          {plain('addressLine')}
          {both('registerEntry')}
        </div>
      </Panel>
      <Panel title={words.groups.contacts}>
        <div className={classes.fields}>
          {plain('phone', 'tel')}
          {plain('email', 'email')}
          {plain('website')}
        </div>
      </Panel>
      <Panel title={words.groups.authorities}>
        <div className={classes.fields}>
          {both('supervisor')}
          {both('complaints')}
          {both('redress')}
          {both('debtAdvice')}
          <TextArea label={words.fields.creditBureaus} rows={3} value={terms.creditBureaus.join('\n')} onChange={(text) => put({ creditBureaus: text.split('\n').slice(0, 6) })} maxLength={1200} error={fault('creditBureaus')} />
        </div>
      </Panel>
      <Panel title={words.groups.credit}>
        <div className={classes.fields}>
          {both('drawdown')}
          {both('securities')}
          {both('allocation')}
          {both('costChanges')}
          {both('applicableLaw')}
          {both('language')}
          <IntegerInput label={words.fields.validityDays} value={terms.validityDays} min={1} max={120} onChange={(days) => days !== null && put({ validityDays: days })} />
          <DateField label={words.fields.newRegimeFrom} hint={words.newRegimeHint} value={newRegimeFrom(terms)} min={lawsNewRegimeFrom} today={today} onChange={(day) => day !== null && put({ newRegimeFrom: day })} />
          <SegmentedButtons label={words.fields.asksCompensation} options={[{ value: 'yes', label: words.yes }, { value: 'no', label: words.no }]} value={terms.asksCompensation ? 'yes' : 'no'} onChange={(value) => put({ asksCompensation: value === 'yes' })} />
        </div>
      </Panel>
      <Panel title={words.groups.costs}>
        <div className={classes.stack}>
          <div className={classes.fields}>
            <RateInput label={words.fields.lateSurchargePpm} value={terms.lateSurchargePpm} maxPpm={1_000_000} onChange={(ppm) => ppm !== null && put({ lateSurchargePpm: ppm })} />
          </div>
          {terms.defaultCharges.map(({ name, cents }, index) => (
            <div key={index} className={classes.charge}>
              <TextInput label={`${words.charge(index + 1)} (${words.inItalian})`} value={name.it} onChange={(text) => charge(index, { name: { ...name, it: text } })} maxLength={200} error={fault(`defaultCharges.${index}`)} />
              <TextInput label={`${words.charge(index + 1)} (${words.inEnglish})`} value={name.en} onChange={(text) => charge(index, { name: { ...name, en: text } })} maxLength={200} />
              <MoneyInput label={words.chargeCents(index + 1)} value={cents} maxCents={100_000} onChange={(value) => charge(index, { cents: value ?? 0 })} />
              <Button size="field" onClick={() => put({ defaultCharges: terms.defaultCharges.filter((_, at) => at !== index) })} aria-label={`${words.removeCharge} ${words.charge(index + 1)}`}>
                {words.removeCharge}
              </Button>
            </div>
          ))}
          {terms.defaultCharges.length < 8 && (
            <div>
              <Button icon="plus" onClick={() => put({ defaultCharges: [...terms.defaultCharges, { name: { it: '', en: '' }, cents: 0 }] })}>
                {words.addCharge}
              </Button>
            </div>
          )}
        </div>
      </Panel>
    </div>
  );
}
