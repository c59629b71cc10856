/** A list of records: charges, costs, services. Each is a small form of its own. */
import { useRef, type ReactNode } from 'react';
import { Button } from '../../../ui/index.ts';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import { pathOf, type Field, type FieldFault, type Values } from './field.ts';
import classes from './form.module.css';
import { readRecords } from './read-lists.ts';

interface ListFieldProps {
  readonly field: Field;
  readonly value: string;
  readonly today: string;
  readonly path: string;
  readonly fault: FieldFault | undefined;
  readonly onChange: (text: string) => void;
  /** Draws one field of a record. */
  readonly draw: (column: DrawnColumn) => ReactNode;
}

interface DrawnColumn {
  readonly field: Field;
  readonly value: string;
  readonly today: string;
  readonly path: string;
  readonly fault: FieldFault | undefined;
  readonly onChange: (key: string, text: string) => void;
}

/** What a new record holds: the first option of each choice, a name with its number. */
function freshRecord(field: Field, number: number, name: string, options: (field: Field) => readonly string[]): Values {
  const columns = field.columns ?? [];
  const first = Object.fromEntries(columns.map((column) => [column.key, column.initial ?? (column.type === 'choice' ? (options(column)[0] ?? '') : column.type === 'money' ? '0' : '')]));
  const [named] = columns;
  return { ...first, ...field.fresh, ...(named === undefined ? {} : { [named.key]: number === 1 ? name : `${name} ${number}` }) };
}

export function ListField({ field, value, today, path, fault, onChange, draw }: ListFieldProps) {
  const texts = useCalculatorTexts();
  const list = useRef<HTMLDivElement>(null);
  const records = readRecords(value) ?? [];
  const write = (next: readonly Values[]): void => onChange(next.length === 0 ? '' : JSON.stringify(next));
  const key = field.key as keyof typeof texts.addTo;
  const name = texts.freshName[key];
  const add = (): void => {
    write([...records, freshRecord(field, records.length + 1, name, (column) => (column.choice === undefined ? [] : Object.keys(texts.choices[column.choice])))]);
    // The record stands there with the next picture; its first field is what one fills in.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('fieldset:last-of-type input')?.focus());
  };
  const remove = (index: number): void => {
    write(records.filter((_, each) => each !== index));
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(':scope > button')?.focus());
  };
  const ofList = fault !== undefined && !/^\d+\./.test(fault.path.slice(path.length + 1)) ? fault.words : undefined;
  return (
    <div ref={list} className={classes.records}>
      {records.map((record, index) => (
        <fieldset key={`${index}-${records.length}`} className={classes.record}>
          <legend className={classes.recordHead}>{texts.item(name, index + 1)}</legend>
          {(field.columns ?? []).filter((column) => column.shown?.(record) !== false).map((column) => {
            const inner = `${path}.${index}.${pathOf(column) ?? column.key}`;
            return draw({
              field: column,
              value: record[column.key] ?? column.initial ?? '',
              today,
              path: inner,
              fault: fault?.path === inner ? fault : undefined,
              onChange: (changed, text) => write(records.map((each, place) => (place === index ? { ...each, [changed]: text } : each))),
            });
          })}
          <div className={classes.recordFoot}>
            <Button kind="quiet" aria-label={texts.remove(name, index + 1)} onClick={() => remove(index)}>{texts.removeShort}</Button>
          </div>
        </fieldset>
      ))}
      {ofList !== undefined && <div className={classes.listFault} role="alert">{ofList}</div>}
      <Button icon="plus" onClick={add}>{texts.addTo[key]}</Button>
    </div>
  );
}
