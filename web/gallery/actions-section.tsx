import { useState } from 'react';
import { ActionBar, ActionMenu, Button, ConfirmConsequence, Hotkey, IconButton, LinkButton, Panel, showToast, SidePanel, TextInput } from '../ui/index.ts';
import classes from './gallery.module.css';
import { useGalleryTexts } from './use-gallery-texts.ts';

/** Buttons, menu, side panel, confirmation, notice with undo, action bar. */
export function ActionsSection() {
  const { actions: texts } = useGalleryTexts();
  const [panel, setPanel] = useState(false);
  const [confirm, setConfirm] = useState(false);
  const [note, setNote] = useState('');
  const say = (): void => showToast({ text: texts.done });
  return (
    <Panel title={texts.title}>
      <p className={classes.about}>{texts.about}</p>
      <div className={classes.stack}>
        <div className={classes.row}>
          <Button kind="primary" hotkey="Ctrl+S" onClick={say}>{texts.save}</Button>
          <Button icon="print" onClick={say}>{texts.print}</Button>
          <Button kind="quiet" onClick={say}>{texts.compare}</Button>
          <Button kind="danger" onClick={say}>{texts.refuse}</Button>
          <Button kind="primary" busy onClick={say}>{texts.saving}</Button>
          <Button disabled>{texts.unavailable}</Button>
          <LinkButton href="#actions">{texts.title}</LinkButton>
          <IconButton icon="bell" label={texts.alerts} count={3} />
          <IconButton icon="bell" label={texts.alerts} count={120} />
          <Hotkey keys="Ctrl+K" />
        </div>
        <div className={classes.row}>
          <ActionMenu
            align="start"
            trigger={<Button icon="more">{texts.more}</Button>}
            items={[
              { key: 'duplicate', label: texts.duplicate, detail: texts.duplicateDetail, onRun: say, hotkey: 'D' },
              { key: 'archive', label: texts.archive, onRun: say, refusedBecause: texts.archiveRefused },
              { key: 'it', label: texts.italian, onRun: say, checked: true, group: texts.more },
              { key: 'en', label: texts.english, onRun: say },
              { key: 'refuse', label: texts.refuse, onRun: say, danger: true, group: '' },
            ]}
          />
          <Button onClick={() => setPanel(true)}>{texts.openPanel}</Button>
          <Button kind="danger" onClick={() => setConfirm(true)}>{texts.confirm}</Button>
          <Button onClick={() => showToast({ text: texts.toastText, undo: say })}>{texts.toast}</Button>
        </div>
        <div className={classes.frame}>
          <ActionBar hints={texts.hint} operations={[{ key: 'refuse', label: texts.refuse, onRun: say, kind: 'danger' }, { key: 'approve', label: texts.approve, onRun: say, kind: 'primary', refusedBecause: texts.approveRefused }, { key: 'save', label: texts.save, onRun: say, kind: 'primary' }]} />
        </div>
      </div>
      <SidePanel opened={panel} onClose={() => setPanel(false)} title={texts.panelTitle} footer={<Button kind="primary" onClick={() => setPanel(false)}>{texts.save}</Button>}>
        <div className={classes.stack}>
          <p>{texts.panelText}</p>
          <TextInput label={texts.note} value={note} onChange={setNote} />
        </div>
      </SidePanel>
      <ConfirmConsequence opened={confirm} onClose={() => setConfirm(false)} title={texts.confirmTitle} consequence={texts.confirmText} amountCents={2_301_200} confirmLabel={texts.confirm} onConfirm={() => setConfirm(false)} typeToConfirm={texts.confirmWord} danger />
    </Panel>
  );
}
