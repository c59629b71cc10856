import { addressOf, downloadOf, ProblemError } from '../../../request/index.ts';
import { ActionMenu, BulkBar, Button, showToast, useLanguage, type ActionMenuItem } from '../../../ui/index.ts';
import { exportChosenStock, exportStock } from '../endpoints.ts';
import { useVehicleTexts } from '../use-vehicle-texts.ts';
import { stockFilter, type StockSearch } from './stock-search.ts';

const most = 500;

function useFormats(get: (format: 'csv' | 'xlsx') => void, detail?: string): readonly ActionMenuItem[] {
  const texts = useVehicleTexts().stock;
  return [
    { key: 'csv', label: texts.exportCsv, detail, onRun: () => get('csv') },
    { key: 'xlsx', label: texts.exportXlsx, detail, onRun: () => get('xlsx') },
  ];
}

/** The filtered list as a file, streamed by the server: the browser keeps it while it comes. */
export function ExportMenu({ search }: { readonly search: StockSearch }) {
  const texts = useVehicleTexts().stock;
  const language = useLanguage();
  const items = useFormats((format) => window.location.assign(addressOf(exportStock, { query: { ...stockFilter(search), format, language } })), texts.exportWhat);
  return <ActionMenu trigger={<Button icon="document">{texts.export}</Button>} items={items} />;
}

/** What can be done with the cars ticked: a sheet of them. */
export function StockBulkBar({ ticked, onClear }: { readonly ticked: ReadonlySet<string>; readonly onClear: () => void }) {
  const texts = useVehicleTexts().stock;
  const language = useLanguage();
  const items = useFormats((format) =>
    void downloadOf(exportChosenStock, { body: { ids: [...ticked], format, language } }).catch((error: unknown) => showToast({ text: error instanceof ProblemError ? error.detail : String(error) })),
  );
  return (
    <BulkBar count={ticked.size} most={most} onClear={onClear}>
      <ActionMenu trigger={<Button>{texts.exportChosen}</Button>} items={items} />
    </BulkBar>
  );
}
