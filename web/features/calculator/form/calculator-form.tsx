/** The fields of a calculation in their groups; the rare groups under one fold, opened when something in them was changed or refused. */
import { useState } from 'react';
import { Panel } from '../../../ui/index.ts';
import type { Kind } from '../kinds/kinds.ts';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import { pathOf, type Field, type FieldFault, type GroupKey, type Values } from './field.ts';
import { FormField } from './form-field.tsx';
import classes from './form.module.css';

interface CalculatorFormProps {
  readonly kind: Kind;
  readonly values: Values;
  readonly today: string;
  readonly fault: FieldFault | undefined;
  readonly onChange: (key: string, text: string) => void;
}

const placeOf = (field: Field): string => pathOf(field) ?? field.key;
const isAt = (field: Field, fault: FieldFault | undefined): boolean => fault !== undefined && (fault.path === placeOf(field) || fault.path.startsWith(`${placeOf(field)}.`));

function Group({ group, kind, values, today, fault, onChange, first }: CalculatorFormProps & { readonly group: GroupKey; readonly first: boolean }) {
  const fields = kind.fields.filter((field) => field.group === group && field.shown?.(values) !== false);
  return (
    <div className={classes.fields}>
      {fields.map((field, index) => (
        <FormField key={field.key} field={field} value={values[field.key] ?? ''} today={today} path={placeOf(field)} fault={isAt(field, fault) ? fault : undefined} onChange={onChange} startHere={first && index === 0} />
      ))}
    </div>
  );
}

export function CalculatorForm(props: CalculatorFormProps) {
  const { kind, values, fault } = props;
  const texts = useCalculatorTexts();
  const groups = [...new Set(kind.fields.map((field) => field.group))];
  const plain = groups.filter((group) => !kind.folded.includes(group));
  const rare = groups.filter((group) => kind.folded.includes(group));
  const folded = kind.fields.filter((field) => kind.folded.includes(field.group));
  const changed = folded.filter((field) => (values[field.key] ?? '') !== (field.initial ?? '') && field.shown?.(values) !== false).length;
  const refused = folded.some((field) => isAt(field, fault));
  const [open, setOpen] = useState(changed > 0);
  return (
    <div className={classes.form} data-enter-next data-no-print>
      {plain.map((group, index) => (
        <Panel key={group} title={texts.groups[group]}>
          <Group {...props} group={group} first={index === 0} />
        </Panel>
      ))}
      {rare.length > 0 && (
        <details className={classes.fold} open={open || refused} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary className={classes.summary}>
            {texts.moreConditions}
            {changed > 0 && <span className={classes.changed}>{texts.changed(changed)}</span>}
          </summary>
          {rare.map((group) => (
            <section key={group} className={classes.rare} aria-label={texts.groups[group]}>
              <h3 className={classes.groupTitle}>{texts.groups[group]}</h3>
              <Group {...props} group={group} first={false} />
            </section>
          ))}
        </details>
      )}
    </div>
  );
}
