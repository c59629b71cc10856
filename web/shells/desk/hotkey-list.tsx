import { useRouterState } from '@tanstack/react-router';
import { Button, Hotkey, useLanguage, useLetterHotkeys } from '../../ui/index.ts';
import { useShellFeatures } from '../shell-features.ts';
import classes from './hotkey-list.module.css';
import { Modal } from './modal.tsx';
import { useDeskTexts } from './use-desk-texts.ts';

interface Shown {
  readonly keys: string;
  readonly label: string;
}

function Keys({ title, rows }: { readonly title: string; readonly rows: readonly Shown[] }) {
  return (
    <section>
      <h3 className={classes.heading}>{title}</h3>
      <dl className={classes.list}>
        {rows.map((row) => (
          <div key={`${row.keys} ${row.label}`}>
            <dt>{row.label}</dt>
            <dd>
              {row.keys.split(' ').map((keys) => (
                <Hotkey key={keys} keys={keys} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** `?`: what the keyboard does, here and everywhere. */
export function HotkeyList({ onClose }: { readonly onClose: () => void }) {
  const texts = useDeskTexts().hotkeys;
  const language = useLanguage();
  const letters = useLetterHotkeys();
  const address = useRouterState({ select: (state) => state.location.pathname });
  const own = useShellFeatures().flatMap((feature) => feature.hotkeys ?? []).filter((hotkey) => hotkey.where === undefined || address.startsWith(hotkey.where));
  const shown = own.map((hotkey) => ({ keys: hotkey.keys, label: hotkey.label[language] }));
  const everywhere = [
    { keys: 'Ctrl+K', label: texts.palette },
    { keys: 'J K', label: texts.lists },
    { keys: '↵', label: texts.open },
    { keys: 'Esc', label: texts.close },
    { keys: '?', label: texts.list },
  ];
  return (
    <Modal label={texts.title} onClose={onClose}>
      <div className={classes.page}>
        <h2 className={classes.title}>{texts.title}</h2>
        {shown.length > 0 && <Keys title={texts.here} rows={shown} />}
        <Keys title={texts.everywhere} rows={everywhere} />
        <p className={classes.note}>{letters ? texts.lettersOn : texts.lettersOff}</p>
        <div className={classes.foot}>
          <Button onClick={onClose}>{texts.dismiss}</Button>
        </div>
      </div>
    </Modal>
  );
}
