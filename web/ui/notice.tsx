/** A remark inside a page: information, warning, success. For failures there is Problem. */
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import classes from './notice.module.css';
import type { Tone } from './statuses.ts';
import tones from './tones.module.css';

interface NoticeProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  /** A button or link at the right. */
  readonly action?: ReactNode | undefined;
}

export function Notice({ tone, children, action }: NoticeProps) {
  return (
    <div className={`${classes.notice} ${tones[tone]}`}>
      <Icon name={tone === 'ok' ? 'check' : tone === 'attention' || tone === 'danger' ? 'warning' : 'info'} />
      <div className={classes.words}>{children}</div>
      {action}
    </div>
  );
}
