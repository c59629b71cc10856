/** A panel over the right edge for a detail or a short form: keeps the focus inside, Escape closes, the focus goes back. */
import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './side-panel.module.css';
import { useUiTexts } from './use-ui-texts.ts';

interface SidePanelProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons at the foot, primary last. */
  readonly footer?: ReactNode | undefined;
  /** Pixels, default 480; the whole screen on a phone. */
  readonly width?: number | undefined;
}

export function SidePanel({ opened, onClose, title, children, footer, width = 480 }: SidePanelProps) {
  const texts = useUiTexts();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      position="right"
      size={`min(${width}px, 100vw)`}
      padding={0}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': texts.action.close }}
      classNames={{ content: classes.content, header: classes.header, title: classes.title, body: classes.body, overlay: classes.overlay, close: classes.close }}
    >
      <div className={classes.inside}>{children}</div>
      {footer !== undefined && <div className={classes.footer}>{footer}</div>}
    </Drawer>
  );
}
