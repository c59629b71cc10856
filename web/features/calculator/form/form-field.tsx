/** One field of the form, drawn by its type; what is refused stands under it with the nearest value that works. */
import { memo } from 'react';
import { pctOfPpm, ppmOfPct, faultOfPct } from '#calculator/api';
import { isCivilDate } from '#platform/civil-date';
import { Button, DateField, IntegerInput, MoneyInput, RateInput, TextInput } from '../../../ui/index.ts';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import type { Field, FieldFault } from './field.ts';
import classes from './form.module.css';
import { ListField } from './list-field.tsx';
import { ChoiceField, LinesField, TickField } from './own-fields.tsx';

interface FormFieldProps {
  readonly field: Field;
  readonly value: string;
  readonly today: string;
  /** Path of the field in the body, that of its record included. */
  readonly path: string;
  /** The fault at this path or inside it. */
  readonly fault: FieldFault | undefined;
  readonly onChange: (key: string, text: string) => void;
  readonly startHere?: boolean | undefined;
}

const whole = (text: string): number | null => (/^-?\d+$/.test(text) ? Number(text) : null);
const written = (value: number | null): string => (value === null ? '' : String(value));

function Control({ field, value, today, path, fault, onChange, startHere = false }: FormFieldProps) {
  const texts = useCalculatorTexts();
  const words: { readonly label: string; readonly hint?: string; readonly unit?: string } = texts.fields[field.key];
  const change = (text: string): void => onChange(field.key, text);
  const shared = { ...words, error: fault?.words, startHere };
  switch (field.type) {
    case 'money':
      return <MoneyInput {...shared} value={whole(value)} onChange={(cents) => change(written(cents))} />;
    case 'rate':
      return <RateInput {...shared} value={value === '' || faultOfPct(value) !== null ? null : ppmOfPct(value)} onChange={(ppm) => change(ppm === null ? '' : pctOfPpm(ppm))} />;
    case 'integer':
      return <IntegerInput {...shared} min={field.min} max={field.max} value={whole(value)} onChange={(number) => change(written(number))} />;
    case 'date':
      return <DateField {...shared} today={today} value={isCivilDate(value) ? value : null} onChange={(date) => change(date ?? '')} />;
    case 'choice':
      return <ChoiceField {...words} error={fault?.words} value={value} options={field.choice === undefined ? [] : Object.entries(texts.choices[field.choice])} onChange={change} />;
    case 'switch':
      return <TickField label={words.label} error={fault?.words} checked={value === 'yes'} onChange={(checked) => change(checked ? 'yes' : 'no')} />;
    case 'dates':
    case 'datedCents':
    case 'datedPct':
      return <LinesField {...words} error={fault?.words} value={value} onChange={change} />;
    case 'list':
      return <ListField field={field} value={value} today={today} path={path} fault={fault} onChange={change} draw={(column) => <FormField key={column.field.key} {...column} />} />;
    default:
      return <TextInput {...shared} value={value} onChange={change} />;
  }
}

export const FormField = memo(function FormField(props: FormFieldProps) {
  const { field, path, fault, onChange } = props;
  const texts = useCalculatorTexts();
  const nearest = field.type === 'list' ? undefined : fault?.nearest;
  return (
    <div className={[classes.place, field.wide === true && classes.wide, field.type === 'switch' && classes.tick].filter(Boolean).join(' ')} data-path={path}>
      <Control {...props} />
      {nearest !== undefined && (
        <div className={classes.nearest}>
          <Button onClick={() => onChange(field.key, nearest.text)}>{texts.useNearest(nearest.words)}</Button>
        </div>
      )}
    </div>
  );
});
