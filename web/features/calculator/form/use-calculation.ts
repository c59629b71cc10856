/** The calculation of what the form holds, by the code that the API runs: the body, and the result or the fault at its field. */
import { useDeferredValue, useMemo } from 'react';
import { calculate } from '#calculator/api';
import { useFormat, useLanguage } from '../../../ui/index.ts';
import { kinds, type KindKey } from '../kinds/kinds.ts';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import { pathOf, type FieldFault, type Values } from './field.ts';
import { placeFault } from './place-fault.ts';
import { readBody, type Body } from './read-body.ts';

export type Calculated = { readonly ok: true; readonly body: Body; readonly result: unknown } | { readonly ok: false; readonly fault: FieldFault; readonly body?: Body | undefined };

/** These tell the steps behind their figures when asked. */
const explains: ReadonlySet<KindKey> = new Set(['settlement', 'defaultInterest']);

export function useCalculation(kindKey: KindKey, current: Values): Calculated {
  const texts = useCalculatorTexts();
  const language = useLanguage();
  const format = useFormat();
  const values = useDeferredValue(current);
  return useMemo(() => {
    const kind = kinds[kindKey];
    const read = readBody(kind.fields, values);
    if (!read.ok) {
      const field = kind.fields.find((each) => each.key === read.key);
      return { ok: false, fault: { path: (field && pathOf(field)) ?? read.key, words: texts.unread(read.unread) } };
    }
    const body = kind.complete(read.body, values);
    const answer = calculate(kind.calculation, explains.has(kindKey) ? { ...body, explain: language } : body, language, '');
    return answer.ok ? { ok: true, body, result: answer.result } : { ok: false, body, fault: placeFault(answer.error, kind.fields, language, format) };
  }, [kindKey, values, texts, language, format]);
}
