/** Buttons: a verb on each. One primary per place, the rest secondary or quiet; danger is outlined, never filled. */
import type { ComponentProps, ReactNode } from 'react';
import { Hotkey } from './hotkey.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import classes from './button.module.css';
import { useUiTexts } from './use-ui-texts.ts';

interface Look {
  /** `hero` is the one white button of the navy panel. */
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'hero' | undefined;
  /** `toolbar` 32 px, `field` 36 px, `touch` 44 px for the one hero action. On touch screens all are 44. */
  readonly size?: 'toolbar' | 'field' | 'touch' | undefined;
  readonly icon?: IconName | undefined;
  /** Shortcut printed on the button; binding it is the caller's work (useHotkeys). */
  readonly hotkey?: string | undefined;
  readonly wide?: boolean | undefined;
}

export interface ButtonProps extends Look, Omit<ComponentProps<'button'>, 'size' | 'className' | 'style'> {
  /** Work in progress: the button keeps its place and focus but does nothing more. */
  readonly busy?: boolean | undefined;
}

function classOf({ kind = 'secondary', size = 'toolbar', wide }: Look): string {
  return [classes.button, classes[kind], classes[size], wide ? classes.wide : ''].join(' ');
}

function Inside({ icon, hotkey, children }: Look & { readonly children?: ReactNode }) {
  return (
    <>
      {icon !== undefined && <Icon name={icon} />}
      {children}
      {hotkey !== undefined && <Hotkey keys={hotkey} />}
    </>
  );
}

export function Button({ kind, size, icon, hotkey, wide, busy = false, disabled, children, onClick, type = 'button', ...rest }: ButtonProps) {
  const texts = useUiTexts();
  return (
    <button {...rest} type={type} className={classOf({ kind, size, wide })} disabled={disabled} aria-disabled={busy || rest['aria-disabled']} aria-busy={busy || undefined} onClick={busy ? (event) => event.preventDefault() : onClick}>
      {busy && <span className={classes.spinner} aria-hidden="true" />}
      <Inside icon={busy ? undefined : icon} hotkey={hotkey}>{children}</Inside>
      {busy && <span className="visually-hidden">{texts.action.inProgress}</span>}
    </button>
  );
}

export interface LinkButtonProps extends Look, Omit<ComponentProps<'a'>, 'className' | 'style'> {
  readonly href: string;
}

/** Looks like a button, is a link: it opens an address, so it can be opened in another tab. */
export function LinkButton({ kind, size, icon, hotkey, wide, children, ...rest }: LinkButtonProps) {
  return (
    <a {...rest} className={classOf({ kind, size, wide })}>
      <Inside icon={icon} hotkey={hotkey}>{children}</Inside>
    </a>
  );
}

/** A word to press within a line of text or beside the name of a field: no frame, the accent's colour. */
export function TextButton({ type = 'button', ...rest }: Omit<ComponentProps<'button'>, 'className' | 'style'>) {
  return <button {...rest} type={type} className={classes.text} />;
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'size' | 'className' | 'style' | 'children'> {
  readonly icon: IconName;
  /** Name for screen readers and tooltip. */
  readonly label: string;
  /** A small count over the sign (notifications). */
  readonly count?: number | undefined;
}

export function IconButton({ icon, label, count, type = 'button', ...rest }: IconButtonProps) {
  // Said as it is written: who steers by voice says what is read.
  const shown = count !== undefined && count > 99 ? '99+' : count;
  return (
    <button {...rest} type={type} className={classes.iconButton} aria-label={shown ? `${label}: ${shown}` : label} title={label}>
      <Icon name={icon} />
      {shown ? <span className={classes.count} aria-hidden="true">{shown}</span> : null}
    </button>
  );
}
