import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Notification } from '#communications/api';
import { useWrite } from '../../request/index.ts';
import { useShellFeatures } from '../../shells/shell-features.ts';
import { InstantText, useFormat, useLanguage } from '../../ui/index.ts';
import { markRead } from './endpoints.ts';
import classes from './notifications.module.css';
import { useNotificationTexts } from './use-notification-texts.ts';

/** The words of a notification, from the feature that its kind belongs to. */
function useWords(): (notification: Notification) => { readonly title: string; readonly detail?: string } {
  const features = useShellFeatures();
  const language = useLanguage();
  const format = useFormat();
  const texts = useNotificationTexts();
  const words = useMemo(() => new Map(features.flatMap((feature) => Object.entries(feature.notifications ?? {}))), [features]);
  return ({ kind, facts }) => words.get(kind)?.(facts, { language, format }) ?? { title: texts.unknown };
}

interface RowsProps {
  readonly items: readonly Notification[];
  /** After a notification was opened. */
  readonly onGo?: () => void;
}

/** One line per notification; opening it marks it as read and goes where it points. */
export function NotificationRows({ items, onGo }: RowsProps) {
  const { history } = useRouter();
  const texts = useNotificationTexts();
  const wordsOf = useWords();
  const read = useWrite(markRead, { refreshes: ['/api/communications/notifications'] });
  const open = ({ id, link, readAt }: Notification): void => {
    if (readAt === null) read.mutate({ body: { ids: [id] } });
    onGo?.();
    history.push(link);
  };
  return (
    <ul className={classes.rows}>
      {items.map((item) => {
        const { title, detail } = wordsOf(item);
        return (
          <li key={item.id}>
            <button type="button" className={classes.row} onClick={() => open(item)}>
              <span className={item.readAt === null ? classes.unread : classes.read}>{item.readAt === null && <span className="visually-hidden">{texts.new}</span>}</span>
              <span className={classes.words}>
                <span className={classes.title}>{title}</span>
                {detail !== undefined && <span className={classes.detail}>{detail}</span>}
                <span className={classes.when}>
                  <InstantText instant={item.createdAt} />
                </span>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
