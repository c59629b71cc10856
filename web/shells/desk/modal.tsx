import { useEffect, useRef, type ReactNode } from 'react';
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
  useEffect(() => {
    const element = dialog.current;
    if (element?.open === false) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      aria-modal="true"
      className={`${classes.dialog} ${wide ? classes.wide : ''}`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={classes.content}>{children}</div>
    </dialog>
  );
}
