/** What stands in the place of the result while nothing can be calculated: which field, why, and the way there. */
import { Button, Notice } from '../../../ui/index.ts';
import { fieldAt } from '../form/place-fault.ts';
import type { FieldFault } from '../form/field.ts';
import type { Kind } from '../kinds/kinds.ts';
import { useCalculatorTexts } from '../use-calculator-texts.ts';

/** The control of a path: the field itself, or the list that holds it; unfolded when it is folded away. */
function controlAt(path: string): HTMLElement | null {
  for (let part = path; part !== ''; part = part.includes('.') ? part.slice(0, part.lastIndexOf('.')) : '') {
    const place = document.querySelector(`[data-path="${CSS.escape(part)}"]`);
    if (place === null) continue;
    const fold = place.closest('details');
    if (fold !== null) fold.open = true;
    return place.querySelector<HTMLElement>('input, select, textarea, button');
  }
  return null;
}

export function RefusedResult({ kind, fault }: { readonly kind: Kind; readonly fault: FieldFault }) {
  const texts = useCalculatorTexts();
  const field = fieldAt(kind.fields, fault.path);
  const label = field === undefined ? fault.path : texts.fields[field.key].label;
  return (
    <Notice tone="attention" action={<Button onClick={() => controlAt(fault.path)?.focus()}>{texts.refused.goTo}</Button>}>
      <b>{texts.refused.title}.</b> {texts.refused.detail(label, fault.words)}
    </Notice>
  );
}
