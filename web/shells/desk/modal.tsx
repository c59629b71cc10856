import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import classes from './modal.module.css';

interface ModalProps {
  readonly label: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/**
 * A dialog over the page, drawn by the browser: the page behind is inert, Esc and a click beside it close it, the focus
 * returns where it was. Mounted means open.
 */
export function Modal({ label, onClose, wide = false, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const onCancel = useEffectEvent((event: Event) => {
    event.preventDefault();
    onClose();
  });
  const onPress = useEffectEvent((event: MouseEvent) => {
    // The content fills the dialog: a press on the dialog itself fell on the veil around it.
    if (event.target === dialog.current) onClose();
  });
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    element.addEventListener('cancel', onCancel);
    element.addEventListener('mousedown', onPress);
    if (!element.open) element.showModal();
    return () => {
      element.removeEventListener('cancel', onCancel);
      element.removeEventListener('mousedown', onPress);
      element.close();
    };
  }, []);
  return (
    <dialog ref={dialog} aria-label={label} aria-modal="true" className={`${classes.dialog} ${wide ? classes.wide : ''}`}>
      <div className={classes.content}>{children}</div>
    </dialog>
  );
}
