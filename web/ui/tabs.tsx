/** Parts of one record, one at a time. The address keeps the open one; panels are made when first opened. */
import { Tabs as MantineTabs } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './tabs.module.css';

export interface TabItem<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly count?: number | undefined;
  readonly panel: ReactNode;
}

interface TabsProps<V extends string> {
  /** Name of the set for screen readers. */
  readonly label: string;
  readonly tabs: readonly TabItem<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}

export function Tabs<V extends string>({ label, tabs, value, onChange }: TabsProps<V>) {
  const choose = (chosen: string | null): void => {
    const tab = tabs.find((candidate) => candidate.value === chosen);
    if (tab !== undefined) onChange(tab.value);
  };
  return (
    <MantineTabs value={value} onChange={choose} keepMounted={false} classNames={{ list: classes.list, tab: classes.tab, panel: classes.panel }}>
      <MantineTabs.List aria-label={label}>
        {tabs.map((tab) => (
          <MantineTabs.Tab key={tab.value} value={tab.value}>
            {tab.label}
            {tab.count !== undefined && <span className={classes.count}>{tab.count}</span>}
          </MantineTabs.Tab>
        ))}
      </MantineTabs.List>
      {tabs.map((tab) => <MantineTabs.Panel key={tab.value} value={tab.value}>{tab.panel}</MantineTabs.Panel>)}
    </MantineTabs>
  );
}
