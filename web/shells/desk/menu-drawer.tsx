import { PersonalSettings } from './account-menu.tsx';
import { Link } from '@tanstack/react-router';
import { useMe } from '../../request/index.ts';
import { Button, IconButton } from '../../ui/index.ts';
import type { NavigationEntry } from '../feature.ts';
import classes from './menu-drawer.module.css';
import { Modal } from './modal.tsx';
import type { OpenSection } from './sections.ts';
import { NavigationList } from './side-nav.tsx';
import { signOutOrAsk } from './sign-out.ts';
import { useDeskTexts } from './use-desk-texts.ts';

interface MenuDrawerProps {
  readonly open: readonly OpenSection[];
  readonly active: OpenSection | undefined;
  readonly entry: NavigationEntry | undefined;
  readonly atHome: boolean;
  readonly onClose: () => void;
}

/** On narrow screens: every place and every setting, one under the other. */
export function MenuDrawer({ onClose, ...navigation }: MenuDrawerProps) {
  const me = useMe();
  const texts = useDeskTexts();
  return (
    <Modal label={texts.menu} onClose={onClose}>
      <div className={classes.page}>
        <div className={classes.head}>
          <strong>{me.account.displayName}</strong>
          <IconButton icon="close" label={texts.hotkeys.dismiss} onClick={onClose} />
        </div>
        <nav aria-label={texts.navigation}>
          <NavigationList {...navigation} onGo={onClose} />
        </nav>
        <PersonalSettings />
        <div className={classes.foot}>
          <Link to="/account" className={classes.link} onClick={onClose}>
            {texts.account.page}
          </Link>
          <Button
            icon="leave"
            onClick={() => {
              onClose();
              void signOutOrAsk(texts.account.signOutFailed);
            }}
          >
            {texts.account.signOut}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
