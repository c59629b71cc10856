import { usePagesOf, useWrite } from '../../request/index.ts';
import { Button, EmptyState, LoadingRows, Page, Panel, Problem } from '../../ui/index.ts';
import { markRead, notifications } from './endpoints.ts';
import { NotificationRows } from './notification-rows.tsx';
import classes from './notifications.module.css';
import { useNotificationTexts } from './use-notification-texts.ts';

const request = { query: { limit: 50 } };

/** Every notification of the active personality. */
export function NotificationsPage() {
  const texts = useNotificationTexts();
  const list = usePagesOf(notifications, request);
  const readAll = useWrite(markRead, { refreshes: ['/api/communications/notifications'] });
  const unread = list.first?.unread ?? 0;
  return (
    <Page
      title={texts.title}
      subtitle={list.state === 'ready' ? (unread === 0 ? texts.allRead : texts.unread(unread)) : undefined}
      actions={
        unread > 0 ? (
          <Button busy={readAll.isPending} onClick={() => readAll.mutate({ body: { ids: null } })}>
            {texts.markAll}
          </Button>
        ) : undefined
      }
    >
      {readAll.error !== null && <Problem problem={readAll.error} />}
      {list.state === 'loading' && <LoadingRows label={texts.loading} />}
      {list.problem !== undefined && <Problem problem={list.problem} onRetry={list.retry} />}
      {list.state === 'ready' && list.items.length === 0 && <EmptyState title={texts.emptyTitle} why={texts.emptyWhy} />}
      {list.items.length > 0 && (
        <div className={classes.page}>
          <Panel flush>
            <NotificationRows items={list.items} />
          </Panel>
          {list.hasMore && (
            <Button busy={list.loadingMore} onClick={list.loadMore}>
              {texts.more}
            </Button>
          )}
        </div>
      )}
    </Page>
  );
}
