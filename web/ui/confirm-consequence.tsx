/**
 * Asked only before what leaves the house (payout, refusal, letter, agency): names the consequence and the amount. Acts of
 * law want a word typed. Anything else is undone afterwards instead.
 */
import { Modal } from '@mantine/core';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import classes from './confirm-consequence.module.css';
import { useFormat } from './format.ts';
import { TextInput } from './text-input.tsx';
import { useUiTexts } from './use-ui-texts.ts';

interface ConfirmConsequenceProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** What is about to happen: "Eroga 23.012,00 € a AutoNord". */
  readonly title: string;
  /** What follows from it, and what cannot be taken back. */
  readonly consequence: ReactNode;
  readonly amountCents?: number | undefined;
  /** The verb again: "Eroga". */
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  readonly busy?: boolean | undefined;
  /** A red outline for what harms: refusal, agency, deletion. */
  readonly danger?: boolean | undefined;
  /** A word to type before the button works. */
  readonly typeToConfirm?: string | undefined;
}

function ConfirmInside({ onClose, consequence, amountCents, confirmLabel, onConfirm, busy, danger = false, typeToConfirm }: ConfirmConsequenceProps) {
  const texts = useUiTexts();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const id = useId();
  const ready = typeToConfirm === undefined || typed.trim().toLowerCase() === typeToConfirm.toLowerCase();
  return (
    <>
      <div id={id} className={classes.consequence}>{consequence}</div>
      {amountCents !== undefined && <div className={classes.amount}>{format.money(amountCents)}</div>}
      {typeToConfirm !== undefined && <TextInput label={texts.confirm.typeToConfirm(typeToConfirm)} value={typed} onChange={setTyped} />}
      <div className={classes.buttons}>
        {/* The harmless answer has the focus, so that a stray Enter does no harm. */}
        <Button size="field" data-autofocus onClick={onClose}>{texts.action.cancel}</Button>
        <Button size="field" kind={danger ? 'danger' : 'primary'} busy={busy} disabled={!ready} aria-describedby={id} onClick={onConfirm}>{confirmLabel}</Button>
      </div>
    </>
  );
}

export function ConfirmConsequence(props: ConfirmConsequenceProps) {
  const texts = useUiTexts();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      centered
      size={440}
      padding={0}
      transitionProps={{ duration: 120, transition: 'fade' }}
      closeButtonProps={{ 'aria-label': texts.action.close }}
      classNames={{ content: classes.content, header: classes.header, title: classes.title, body: classes.body, overlay: classes.overlay, close: classes.close }}
    >
      <ConfirmInside {...props} />
    </Modal>
  );
}
