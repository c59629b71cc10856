import { Link } from '@tanstack/react-router';
import { Icon, useLanguage } from '../../ui/index.ts';
import type { NavigationEntry } from '../feature.ts';
import classes from './phone-bar.module.css';
import type { OpenSection } from './sections.ts';
import { useDeskTexts } from './use-desk-texts.ts';

interface PhoneBarProps {
  readonly active: OpenSection | undefined;
  readonly entry: NavigationEntry | undefined;
  readonly atHome: boolean;
  readonly showPalette: () => void;
  readonly showMenu: () => void;
}

/** What a thumb reaches: home, the first view of the area, search, and everything else in the menu. */
export function PhoneBar({ active, entry, atHome, showPalette, showMenu }: PhoneBarProps) {
  const texts = useDeskTexts();
  const language = useLanguage();
  const first = active?.entries[0];
  return (
    <nav className={classes.bar} aria-label={texts.navigation}>
      <Link to="/" className={classes.item} aria-current={atHome ? 'page' : undefined}>
        <Icon name="home" size={20} />
        <span>{texts.home}</span>
      </Link>
      {first !== undefined && (
        <Link to={first.path} className={classes.item} aria-current={first === entry ? 'page' : undefined}>
          <Icon name="list" size={20} />
          <span>{first.label[language]}</span>
        </Link>
      )}
      <button type="button" className={classes.item} onClick={showPalette}>
        <Icon name="search" size={20} />
        <span>{texts.searchShort}</span>
      </button>
      <button type="button" className={classes.item} onClick={showMenu}>
        <Icon name="menu" size={20} />
        <span>{texts.menu}</span>
      </button>
    </nav>
  );
}
