/** The form and its address: typed values go into the address a moment later, an address opened or gone back to fills the form. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { serverToday } from '../../../request/index.ts';
import { wordIn, type RawSearch } from '../../../shells/page-search.ts';
import { kindKeys, kinds, type KindKey } from '../kinds/kinds.ts';
import { readAddress, writeAddress } from './address.ts';
import { withDayInside } from '../kinds/other-fields.ts';
import { initialValues, type Values } from './field.ts';

/** Keys follow each other faster than an address may change. */
const settleMs = 150;

const [firstKind] = kindKeys;
const kindOf = (raw: RawSearch): KindKey => wordIn(raw, 'do', kindKeys) ?? firstKind;
const addressOf = (kind: KindKey, values: Values): Record<string, string> => writeAddress(kind, firstKind, kinds[kind].fields, values);

function valuesAt(raw: RawSearch, before: Values, today: string): Values {
  const { fields } = kinds[kindOf(raw)];
  return { ...before, ...readAddress(fields, initialValues(fields, today), raw) };
}

export interface CalculatorForm {
  readonly kind: KindKey;
  readonly values: Values;
  readonly today: string;
  readonly change: (key: string, text: string) => void;
  readonly openKind: (kind: KindKey) => void;
  readonly startAgain: () => void;
}

export function useForm(): CalculatorForm {
  const raw: RawSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const [today] = useState(serverToday);
  const kind = kindOf(raw);
  const everything = useCallback(() => kindKeys.reduce<Values>((all, each) => ({ ...initialValues(kinds[each].fields, today), ...all }), {}), [today]);
  const [values, setValues] = useState(() => valuesAt(raw, everything(), today));
  // What this page wrote itself needs no reading.
  const written = useRef(JSON.stringify(raw));

  useEffect(() => {
    const text = JSON.stringify(raw);
    if (text === written.current) return;
    written.current = text;
    setValues((before) => valuesAt(raw, before, today));
  }, [raw, today]);

  useEffect(() => {
    const timer = setTimeout(() => {
      const search = addressOf(kind, values);
      const text = JSON.stringify(search);
      if (text === written.current) return;
      written.current = text;
      void navigate({ to: '.', search: () => search, replace: true, resetScroll: false });
    }, settleMs);
    return () => clearTimeout(timer);
  }, [kind, values, navigate]);

  const change = useCallback((key: string, text: string) => setValues((before) => (before[key] === text ? before : { ...before, [key]: text })), []);
  const openKind = (next: KindKey): void => {
    const fitted = next === 'settlement' ? withDayInside(values, initialValues(kinds.settlement.fields, today)) : values;
    const search = addressOf(next, fitted);
    written.current = JSON.stringify(search);
    setValues(fitted);
    void navigate({ to: '.', search: () => search, resetScroll: false });
  };
  const startAgain = (): void => setValues((before) => ({ ...before, ...initialValues(kinds[kind].fields, today) }));
  return { kind, values, today, change, openKind, startAgain };
}
