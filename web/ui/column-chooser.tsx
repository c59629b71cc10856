/** Which columns a list shows: a menu of ticks. The address of the page holds the choice; the first column always stays. */
import { ActionMenu } from './action-menu.tsx';
import { Button } from './button.tsx';
import type { DataColumn } from './data-table-types.ts';
import { useUiTexts } from './use-ui-texts.ts';

interface ColumnChooserProps<T> {
  readonly columns: readonly DataColumn<T>[];
  readonly hidden: readonly string[];
  readonly onChange: (hidden: readonly string[]) => void;
}

export function ColumnChooser<T>({ columns, hidden, onChange }: ColumnChooserProps<T>) {
  const texts = useUiTexts();
  const items = columns.slice(1).map((column) => {
    const away = hidden.includes(column.id);
    return { key: column.id, label: column.header, checked: !away, staysOpen: true, onRun: () => onChange(away ? hidden.filter((id) => id !== column.id) : [...hidden, column.id]) };
  });
  return <ActionMenu trigger={<Button icon="list">{texts.table.columns}</Button>} items={items} width={220} />;
}
