import { Link } from '@tanstack/react-router';
import { useQueryOf, useWrite } from '../../request/index.ts';
import { Button, EmptyState, LoadingRows, Problem } from '../../ui/index.ts';
import { markRead, notifications } from './endpoints.ts';
import { NotificationRows } from './notification-rows.tsx';
import classes from './notifications.module.css';
import { useNotificationTexts } from './use-notification-texts.ts';

/** What hangs from the bell: the latest twenty, newest first. */
export function NotificationList({ onGo }: { readonly onGo: () => void }) {
  const texts = useNotificationTexts();
  const { data, error, refetch } = useQueryOf(notifications, { query: { limit: 20 } });
  const readAll = useWrite(markRead, { refreshes: ['/api/communications/notifications'] });
  return (
    <>
      <div className={classes.head}>
        <span className={classes.heading}>{texts.title}</span>
        {data !== undefined && data.unread > 0 && (
          <Button kind="quiet" busy={readAll.isPending} onClick={() => readAll.mutate({ body: { ids: null } })}>
            {texts.markAll}
          </Button>
        )}
      </div>
      {data === undefined && error === null && <LoadingRows label={texts.loading} rows={4} />}
      {data === undefined && error !== null && <Problem problem={error} compact onRetry={() => void refetch()} />}
      {readAll.error !== null && <Problem problem={readAll.error} compact />}
      {data !== undefined && data.items.length === 0 && <EmptyState title={texts.emptyTitle} why={texts.emptyWhy} />}
      {data !== undefined && data.items.length > 0 && (
        <>
          <NotificationRows items={data.items} onGo={onGo} />
          <Link to="/notifications" className={classes.all} onClick={onGo}>
            {texts.all}
          </Link>
        </>
      )}
    </>
  );
}
