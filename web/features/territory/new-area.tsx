import { useState } from 'react';
import type { TreeKey } from '#territory/api';
import { serverToday, useWrite } from '../../request/index.ts';
import { Button, DateField, Problem, showToast, TextInput } from '../../ui/index.ts';
import { addTreeNode } from './endpoints.ts';
import classes from './territory.module.css';
import { useTerritoryTexts } from './use-territory-texts.ts';

/** Adds an area below the chosen one, from a day. */
export function NewArea({ tree, parentId, onClose }: { readonly tree: TreeKey; readonly parentId: number; readonly onClose: () => void }) {
  const texts = useTerritoryTexts().area;
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const today = serverToday();
  const [from, setFrom] = useState<string | null>(today);
  const add = useWrite(addTreeNode, {
    refreshes: ['/api/territory/'],
    onDone: () => {
      showToast({ text: texts.added });
      onClose();
    },
  });
  return (
    <section className={classes.form} aria-label={texts.title}>
      <h3 className={classes.heading}>{texts.title}</h3>
      <TextInput label={texts.code} value={code} onChange={setCode} maxLength={40} required startHere />
      <TextInput label={texts.name} value={name} onChange={setName} maxLength={200} required />
      <DateField label={texts.from} value={from} onChange={setFrom} today={today} />
      {add.error !== null && <Problem problem={add.error} compact />}
      <div className={classes.actions}>
        <Button onClick={onClose}>{texts.cancel}</Button>
        <Button kind="primary" busy={add.isPending} disabled={code.trim() === '' || name.trim() === '' || from === null} onClick={() => add.mutate({ params: { tree }, body: { code: code.trim(), name: name.trim(), parentId, validFrom: from ?? today } })}>
          {texts.add}
        </Button>
      </div>
    </section>
  );
}
