/** Fields to mend by their names, each a way to the field: it opens the drawer that holds it and puts the focus there. */
import { TextButton } from '../../../ui/index.ts';
import { deskFields, type DeskField, type DeskPlace } from '../draft/desk-fields.ts';
import { useDeskFaults } from '../draft/use-field-faults.ts';
import { useDeskTexts } from './use-desk-texts.ts';
import classes from './fault-links.module.css';

export function FaultLinks({ fields, onGo }: { readonly fields: readonly DeskField[]; readonly onGo: (field: DeskField) => void }) {
  const names = useDeskTexts().faults.names;
  return (
    <span className={classes.links}>
      {fields.map((field) => (
        <TextButton key={field} onClick={() => onGo(field)}>
          {names[field]}
        </TextButton>
      ))}
    </span>
  );
}

/** Beside the button of a drawer: that something in it has to be mended. */
export function DrawerFault({ place }: { readonly place: DeskPlace }) {
  const texts = useDeskTexts().faults;
  const inside = useDeskFaults().filter((field) => deskFields[field] === place);
  return <output className={classes.mark}>{inside.length > 0 && texts.inDrawer(inside.map((field) => texts.names[field]).join(', '))}</output>;
}

/** Puts the focus on a field that is in sight: by its name, or where a choice is marked with it. */
export function focusField(field: DeskField): void {
  const box = document.querySelector(`[data-field="${field}"]`);
  const control = document.querySelector<HTMLElement>(`[name="${field}"]`) ?? box?.querySelector<HTMLElement>('input:checked') ?? box?.querySelector<HTMLElement>('input, button');
  control?.focus();
}
