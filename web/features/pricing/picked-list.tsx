/** Several records of a kind: found by typing, kept as a list from which each can be taken off again. */
import { Button, RecordPicker } from '../../ui/index.ts';
import type { Picked } from './offer-draft.ts';
import classes from './offer-form.module.css';
import { usePricingTexts } from './use-pricing-texts.ts';

interface PickedListProps {
  readonly label: string;
  readonly picked: readonly Picked[];
  readonly onChange: (picked: readonly Picked[]) => void;
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly Picked[]>;
}

export function PickedList({ label, picked, onChange, search }: PickedListProps) {
  const texts = usePricingTexts().write;
  return (
    <div className={classes.picked}>
      <RecordPicker<Picked>
        label={label}
        value={null}
        onPick={(item) => {
          if (item !== null && !picked.some(({ id }) => id === item.id)) onChange([...picked, item]);
        }}
        search={search}
        itemKey={({ id }) => id}
        itemText={({ name }) => name}
        noneText={texts.none}
      />
      {picked.length > 0 && (
        <ul className={classes.chips}>
          {picked.map((item) => (
            <li key={item.id}>
              <span>{item.name}</span>
              <Button kind="quiet" icon="close" aria-label={texts.remove(item.name)} onClick={() => onChange(picked.filter(({ id }) => id !== item.id))} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
