/** On paper: what was asked, field by field, because the form itself is not printed. */
import { faultOfPct, ppmOfPct } from '#calculator/api';
import { isCivilDate } from '#platform/civil-date';
import { FigureList, useFormat } from '../../../ui/index.ts';
import { isGiven, type Field, type Values } from '../form/field.ts';
import { readRecords } from '../form/read-lists.ts';
import type { Kind } from '../kinds/kinds.ts';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import classes from './paper-terms.module.css';

export function PaperTerms({ kind, values }: { readonly kind: Kind; readonly values: Values }) {
  const texts = useCalculatorTexts();
  const format = useFormat();
  const rate = (pct: string): string => (faultOfPct(pct) === null ? format.rate(ppmOfPct(pct)) : pct);
  function shown(field: Field, text: string): string {
    if (field.type === 'money') return format.money(Number(text));
    if (field.type === 'rate') return rate(text);
    if (field.type === 'date') return isCivilDate(text) ? format.date(text) : text;
    if (field.type === 'switch') return text === 'yes' ? texts.yes : texts.no;
    if (field.type === 'choice' && field.choice !== undefined) return (texts.choices[field.choice] as Readonly<Record<string, string>>)[text] ?? text;
    if (field.type === 'list') return (readRecords(text) ?? []).map((record) => [record['kind'] ?? record['code'], record['measure'] === 'share' ? rate(record['pct'] ?? '') : format.money(Number(record['cents'] ?? 0))].join(' ')).join(', ');
    return text.replaceAll('\n', ', ');
  }
  const items = kind.fields.filter((field) => isGiven(field, values)).map((field) => ({ key: field.key, label: texts.fields[field.key].label, value: shown(field, values[field.key] ?? '') }));
  return (
    <div className={classes.paper} aria-hidden="true">
      <FigureList items={items} />
    </div>
  );
}
