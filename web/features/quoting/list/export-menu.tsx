import { addressOf } from '../../../request/index.ts';
import { ActionMenu, Button, useLanguage } from '../../../ui/index.ts';
import { exportQuotes } from './list-endpoints.ts';
import { listQueryOf, type ListSearch } from './list-search.ts';
import { useListTexts } from './use-list-texts.ts';

/** The filtered list as a file, streamed by the server: the browser keeps it while it comes. */
export function ExportMenu({ search }: { readonly search: ListSearch }) {
  const texts = useListTexts();
  const language = useLanguage();
  const get = (format: 'csv' | 'xlsx'): void => window.location.assign(addressOf(exportQuotes, { query: { ...listQueryOf(search), format, language } }));
  return (
    <ActionMenu
      trigger={<Button icon="document">{texts.export}</Button>}
      items={[
        { key: 'csv', label: texts.exportCsv, detail: texts.exportWhat, onRun: () => get('csv') },
        { key: 'xlsx', label: texts.exportXlsx, detail: texts.exportWhat, onRun: () => get('xlsx') },
      ]}
    />
  );
}
