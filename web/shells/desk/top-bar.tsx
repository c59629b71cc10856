import { NewsBadge } from '../../features/news/news-badge.tsx';
import { Hotkey, IconButton } from '../../ui/index.ts';
import { AccountMenu } from './account-menu.tsx';
import { AppSwitcher } from './app-switcher.tsx';
import { Bell } from './bell.tsx';
import { PersonalityMenu } from './personality-menu.tsx';
import { SectionSwitcher } from './section-switcher.tsx';
import type { OpenSection } from './sections.ts';
import classes from './top-bar.module.css';
import { useDeskTexts } from './use-desk-texts.ts';

interface TopBarProps {
  readonly open: readonly OpenSection[];
  readonly active: OpenSection | undefined;
  readonly showPalette: () => void;
  readonly showHotkeys: () => void;
  readonly showMenu: () => void;
}

/** 48 px that never change place: areas, command box, applications, notifications, personality, account. */
export function TopBar({ open, active, showPalette, showHotkeys, showMenu }: TopBarProps) {
  const texts = useDeskTexts();
  return (
    <header className={classes.bar}>
      <div className={classes.menu}>
        <IconButton icon="menu" label={texts.menu} onClick={showMenu} />
      </div>
      <div className={classes.brand}>
        <SectionSwitcher open={open} active={active} />
      </div>
      <button type="button" className={classes.command} onClick={showPalette} aria-keyshortcuts="Control+K">
        <span>{texts.search}</span>
        <Hotkey keys="Ctrl+K" />
      </button>
      <div className={classes.right}>
        <AppSwitcher />
        <NewsBadge />
        <Bell />
        <PersonalityMenu />
        <AccountMenu showHotkeys={showHotkeys} />
      </div>
    </header>
  );
}
