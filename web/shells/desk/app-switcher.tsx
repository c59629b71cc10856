import { lazy, Suspense } from 'react';
import { useOwnApps } from '../../features/gateway/use-own-apps.ts';
import { IconButton, LoadingRows } from '../../ui/index.ts';
import choice from './choice-list.module.css';
import { DropPanel } from './drop-panel.tsx';
import { useDeskTexts } from './use-desk-texts.ts';

const AppGrid = lazy(async () => ({ default: (await import('../../features/gateway/app-grid.tsx')).AppGrid }));

/** The other applications of the house that this personality may enter; nothing for whoever has none. */
export function AppSwitcher() {
  const texts = useDeskTexts();
  const apps = useOwnApps();
  if (apps.length === 0) return null;
  return (
    <DropPanel label={texts.apps} side="right" button={(facts) => <IconButton icon="apps" label={texts.apps} {...facts} />}>
      {(close) => (
        <>
          <p className={choice.heading}>{texts.apps}</p>
          <Suspense fallback={<LoadingRows label={texts.loading} rows={2} />}>
            <AppGrid apps={apps} onGo={close} />
          </Suspense>
        </>
      )}
    </DropPanel>
  );
}
