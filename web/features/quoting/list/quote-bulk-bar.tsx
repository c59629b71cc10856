/** What can be done to the quotes ticked: a day to come back to them, a sheet. */
import { useState } from 'react';
import { downloadOf, ProblemError, serverToday, useMay, useWrite } from '../../../request/index.ts';
import { ActionMenu, BulkBar, Button, DateField, showToast, useLanguage } from '../../../ui/index.ts';
import { exportChosen, setFollowUps } from './list-endpoints.ts';
import { useListTexts } from './use-list-texts.ts';

const most = 500;

export function QuoteBulkBar({ ticked, onClear }: { readonly ticked: ReadonlySet<string>; readonly onClear: () => void }) {
  const texts = useListTexts();
  const may = useMay();
  const language = useLanguage();
  const today = serverToday();
  const [day, setDay] = useState<string | null>(null);
  const [dayUnread, setDayUnread] = useState(false);
  const ids = [...ticked];
  const follow = useWrite(setFollowUps, {
    refreshes: ['/api/quoting/quotes'],
    onDone: ({ items }) => {
      const count = (outcome: string): number => items.filter((item) => item.outcome === outcome).length;
      showToast({ text: texts.followUpDone(count('done'), count('same'), count('not_found')) });
      onClear();
    },
  });
  const setTo = (followUpOn: string | null): void => follow.mutate({ body: { ids, followUpOn } });
  const download = (format: 'csv' | 'xlsx'): void =>
    void downloadOf(exportChosen, { body: { ids, format, language } }).catch((error: unknown) => showToast({ text: error instanceof ProblemError ? error.detail : String(error) }));
  return (
    <BulkBar count={ticked.size} most={most} onClear={onClear}>
      {may('quoting.quote.write') && (
        <>
          <DateField label={texts.followUpOn} hideLabel today={today} min={today} value={day} onChange={setDay} onUnreadable={setDayUnread} error={follow.error?.detail} />
          <Button kind="primary" busy={follow.isPending} disabled={day === null || dayUnread} onClick={() => setTo(day)}>
            {texts.setFollowUp}
          </Button>
          <Button busy={follow.isPending} onClick={() => setTo(null)}>
            {texts.clearFollowUp}
          </Button>
        </>
      )}
      <ActionMenu
        trigger={<Button>{texts.exportChosen}</Button>}
        items={[{ key: 'csv', label: texts.exportCsv, onRun: () => download('csv') }, { key: 'xlsx', label: texts.exportXlsx, onRun: () => download('xlsx') }]}
      />
    </BulkBar>
  );
}
