import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useMay, useMustRead } from '../../request/index.ts';
import { useHotkeys } from '../../ui/index.ts';
import { useShellFeatures } from '../shell-features.ts';
import { Banners } from './banners.tsx';
import classes from './desk-frame.module.css';
import { PhoneBar } from './phone-bar.tsx';
import { entryAt, mainSection, openSections } from './sections.ts';
import { SideNav } from './side-nav.tsx';
import { useSignOutAsked } from './sign-out.ts';
import { TopBar } from './top-bar.tsx';
import { useDeskTexts } from './use-desk-texts.ts';
import { useHeading } from './use-heading.ts';
import { useOwnCommands } from './use-own-commands.ts';

const CommandPalette = lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette }));
const HotkeyList = lazy(async () => ({ default: (await import('./hotkey-list.tsx')).HotkeyList }));
const SignOutDialog = lazy(async () => ({ default: (await import('./sign-out-dialog.tsx')).SignOutDialog }));
const MenuDrawer = lazy(async () => ({ default: (await import('./menu-drawer.tsx')).MenuDrawer }));

const MustReadPanel = lazy(async () => ({ default: (await import('../../features/news/must-read-panel.tsx')).MustReadPanel }));

type Overlay = 'palette' | 'hotkeys' | 'menu';

/** What stands around every page: top bar, navigation, banners, and the dialogs that open over all of it. */
export function DeskFrame() {
  const texts = useDeskTexts();
  const features = useShellFeatures();
  const may = useMay();
  const address = useRouterState({ select: (state) => state.location.pathname });
  const [main, setMain] = useState<HTMLElement | null>(null);
  const mustRead = useMustRead();
  const signingOut = useSignOutAsked();
  const [overlay, setOverlay] = useState<Overlay>();
  useHeading(main, address);
  useHotkeys([
    { keys: 'Ctrl+K', run: () => setOverlay('palette'), inFields: true },
    { keys: '?', run: () => setOverlay('hotkeys') },
  ]);
  const commands = useOwnCommands(() => setOverlay('hotkeys'));
  const open = openSections(features, may);
  const entry = entryAt(open, address);
  // At home no area is under the eyes: the first one is offered.
  const active = open.find((section) => entry !== undefined && section.entries.includes(entry)) ?? mainSection(open);
  const navigation = { open, active, entry, atHome: address === '/' };
  const close = (): void => setOverlay(undefined);
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main">
        {texts.skip}
      </a>
      <TopBar open={open} active={active} showPalette={() => setOverlay('palette')} showHotkeys={() => setOverlay('hotkeys')} showMenu={() => setOverlay('menu')} />
      <div className={classes.below}>
        <SideNav {...navigation} />
        <div className={classes.middle}>
          <Banners />
          <main ref={setMain} id="main" tabIndex={-1} className={classes.main} data-scroll-restoration-id="main">
            <Outlet />
          </main>
        </div>
      </div>
      <PhoneBar active={active} entry={entry} atHome={navigation.atHome} showPalette={() => setOverlay('palette')} showMenu={() => setOverlay('menu')} />
      <Suspense fallback={null}>
        {mustRead !== undefined && <MustReadPanel key={mustRead.itemId} {...mustRead} />}
        {signingOut !== undefined && <SignOutDialog lost={signingOut} />}
        {overlay === 'palette' && <CommandPalette commands={commands} onClose={close} />}
        {overlay === 'hotkeys' && <HotkeyList onClose={close} />}
        {overlay === 'menu' && <MenuDrawer {...navigation} onClose={close} />}
      </Suspense>
    </div>
  );
}
