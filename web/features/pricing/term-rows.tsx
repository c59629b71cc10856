/** Terms and their rates, one row each. */
import { Button, IntegerInput, RateInput } from '../../ui/index.ts';
import type { DraftTerm } from './offer-draft.ts';
import classes from './offer-form.module.css';
import { usePricingTexts } from './use-pricing-texts.ts';

interface TermRowsProps {
  readonly terms: readonly DraftTerm[];
  readonly onChange: (terms: readonly DraftTerm[]) => void;
}

const most = 24;

export function TermRows({ terms, onChange }: TermRowsProps) {
  const texts = usePricingTexts();
  const change = (key: number, part: Partial<DraftTerm>): void => onChange(terms.map((term) => (term.key === key ? { ...term, ...part } : term)));
  const add = (): void => {
    const last = terms.at(-1);
    onChange([...terms, { key: Math.max(-1, ...terms.map(({ key }) => key)) + 1, months: Math.min(120, (last?.months ?? 24) + 12), ratePpm: last?.ratePpm ?? null }]);
  };
  return (
    <div className={classes.terms}>
      <div className={classes.term} aria-hidden="true">
        <span>{texts.months}</span>
        <span>{texts.tan}</span>
      </div>
      {terms.map((term, at) => (
        <div key={term.key} className={classes.term}>
          <IntegerInput label={texts.write.monthOf(at + 1)} hideLabel value={term.months} min={1} max={120} step={12} onChange={(months) => change(term.key, { months })} />
          <RateInput label={texts.write.rateOf(at + 1)} hideLabel value={term.ratePpm} maxPpm={1_000_000} onChange={(ratePpm) => change(term.key, { ratePpm })} />
          {terms.length > 1 && <Button kind="quiet" icon="close" aria-label={texts.write.removeTerm(String(term.months ?? '–'))} onClick={() => onChange(terms.filter(({ key }) => key !== term.key))} />}
        </div>
      ))}
      {terms.length < most && <Button icon="plus" onClick={add}>{texts.write.addTerm}</Button>}
    </div>
  );
}
