/** A button that opens a list of actions or choices. Arrows move, Escape closes, an action that is refused says why. */
import { Menu } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import classes from './action-menu.module.css';
import { Hotkey } from './hotkey.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

export interface ActionMenuItem {
  readonly key: string;
  readonly label: string;
  readonly onRun: () => void;
  /** Second line, in small print. */
  readonly detail?: ReactNode | undefined;
  readonly icon?: IconName | undefined;
  readonly hotkey?: string | undefined;
  readonly danger?: boolean | undefined;
  /** Marks the choice in use (language, personality). */
  readonly checked?: boolean | undefined;
  readonly refusedBecause?: string | undefined;
  /** The list stays open after it: choices of which one makes several. */
  readonly staysOpen?: boolean | undefined;
  /** Starts a group with this heading; '' for a line alone. */
  readonly group?: string | undefined;
}

interface ActionMenuProps {
  /** The button that opens it: a Button or IconButton. */
  readonly trigger: ReactElement;
  readonly items: readonly ActionMenuItem[];
  /** Pixels, default 240. */
  readonly width?: number | undefined;
  readonly align?: 'start' | 'end' | undefined;
}

function Line({ item }: { readonly item: ActionMenuItem }) {
  const second = item.refusedBecause ?? item.detail;
  return (
    <>
      {item.group !== undefined && (item.group === '' ? <Menu.Divider className={classes.line} /> : <Menu.Label className={classes.group}>{item.group}</Menu.Label>)}
      <Menu.Item
        className={item.danger === true ? `${classes.item} ${classes.danger}` : classes.item}
        aria-disabled={item.refusedBecause !== undefined}
        aria-current={item.checked === true ? true : undefined}
        closeMenuOnClick={item.refusedBecause === undefined && item.staysOpen !== true}
        leftSection={item.icon === undefined ? undefined : <Icon name={item.icon} />}
        rightSection={item.checked === true ? <Icon name="check" size={14} /> : item.hotkey === undefined ? undefined : <Hotkey keys={item.hotkey} />}
        onClick={item.refusedBecause === undefined ? item.onRun : undefined}
      >
        {item.label}
        {second !== undefined && <span className={classes.detail}>{second}</span>}
      </Menu.Item>
    </>
  );
}

export function ActionMenu({ trigger, items, width = 240, align = 'end' }: ActionMenuProps) {
  return (
    <Menu position={align === 'end' ? 'bottom-end' : 'bottom-start'} width={width} offset={4} withInitialFocusPlaceholder={false} transitionProps={{ duration: 120 }} classNames={{ dropdown: classes.dropdown }}>
      <Menu.Target>{trigger}</Menu.Target>
      <Menu.Dropdown>
        {items.map((item) => <Line key={item.key} item={item} />)}
      </Menu.Dropdown>
    </Menu>
  );
}
