import { lazy, Suspense } from 'react';
import { useUnread } from '../../features/notifications/use-unread.ts';
import { IconButton, LoadingRows } from '../../ui/index.ts';
import { DropPanel } from './drop-panel.tsx';
import { useDeskTexts } from './use-desk-texts.ts';

const NotificationList = lazy(async () => ({ default: (await import('../../features/notifications/notification-list.tsx')).NotificationList }));

/** The bell with the number of unread notifications, and their list hanging from it. */
export function Bell() {
  const texts = useDeskTexts();
  const { unread, label } = useUnread();
  return (
    <DropPanel label={label} side="right" wide button={(facts) => <IconButton icon="bell" label={label} count={unread} {...facts} />}>
      {(close) => (
        <Suspense fallback={<LoadingRows label={texts.loading} rows={3} />}>
          <NotificationList onGo={close} />
        </Suspense>
      )}
    </DropPanel>
  );
}
