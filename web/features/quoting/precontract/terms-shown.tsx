/** A version of the lender's particulars to be read. */
import { newRegimeFrom, type LenderTerms } from '#quoting/api';
import { Panel, useFormat, useLanguage } from '../../../ui/index.ts';
import classes from './precontract.module.css';
import { usePrecontractTexts } from './use-precontract-texts.ts';

export function TermsShown({ terms, title }: { readonly terms: LenderTerms; readonly title: string }) {
  const texts = usePrecontractTexts().terms;
  const language = useLanguage();
  const format = useFormat();
  const value = (key: keyof typeof texts.fields): string => {
    if (key === 'newRegimeFrom') return format.date(newRegimeFrom(terms));
    const held = terms[key];
    if (typeof held === 'boolean') return held ? texts.yes : texts.no;
    if (typeof held === 'number') return key === 'lateSurchargePpm' ? format.rate(held) : format.integer(held);
    if (typeof held === 'string') return held;
    return 'it' in held ? held[language] : held.join(', ');
  };
  const keys = Object.keys(texts.fields) as (keyof typeof texts.fields)[];
  return (
    <Panel title={title}>
      <dl>
        {keys.map((key) => (
          <div key={key} className={classes.row}>
            <dt>{texts.fields[key]}</dt>
            <dd>{value(key)}</dd>
          </div>
        ))}
        {terms.defaultCharges.map(({ name, cents }, index) => (
          <div key={index} className={classes.row}>
            <dt>{name[language]}</dt>
            <dd>{format.money(cents)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
