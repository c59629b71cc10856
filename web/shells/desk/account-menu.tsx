import { Link } from '@tanstack/react-router';
import { chooseLanguage, ProblemError, useMe } from '../../request/index.ts';
import { Icon, SegmentedButtons, setLetterHotkeys, showToast, useColourScheme, useLanguage, useLetterHotkeys } from '../../ui/index.ts';
import { chooseDensity, useDensity } from '../preferences.ts';
import classes from './account-menu.module.css';
import choice from './choice-list.module.css';
import { DropPanel } from './drop-panel.tsx';
import { signOutOrAsk } from './sign-out.ts';
import bar from './top-bar.module.css';
import { useDeskTexts } from './use-desk-texts.ts';

/** Settings of the person: language, appearance, row height, single-letter shortcuts. Also part of the drawer on phones. */
export function PersonalSettings() {
  const texts = useDeskTexts().account;
  const language = useLanguage();
  const scheme = useColourScheme();
  const density = useDensity();
  const letters = useLetterHotkeys();
  const change = async (chosen: 'it' | 'en'): Promise<void> => {
    try {
      await chooseLanguage(chosen);
    } catch (error) {
      showToast({ text: error instanceof ProblemError ? error.detail : String(error) });
    }
  };
  return (
    <div className={classes.settings}>
      <SegmentedButtons
        label={texts.language}
        size="toolbar"
        options={[
          { value: 'it', label: <span lang="it">{texts.italian}</span> },
          { value: 'en', label: <span lang="en">{texts.english}</span> },
        ]}
        value={language}
        onChange={(chosen) => void change(chosen)}
      />
      <SegmentedButtons
        label={texts.theme}
        size="toolbar"
        options={[
          { value: 'light', label: texts.light },
          { value: 'dark', label: texts.dark },
          { value: 'auto', label: texts.auto },
        ]}
        value={scheme.chosen}
        onChange={scheme.choose}
      />
      <SegmentedButtons
        label={texts.density}
        size="toolbar"
        options={[
          { value: 'compact', label: texts.compact },
          { value: 'normal', label: texts.normal },
          { value: 'roomy', label: texts.roomy },
        ]}
        value={density}
        onChange={chooseDensity}
      />
      <label className={classes.check}>
        <input type="checkbox" checked={letters} onChange={(event) => setLetterHotkeys(event.currentTarget.checked)} />
        {texts.letters}
      </label>
    </div>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? '').join('');
}

export function AccountMenu({ showHotkeys }: { readonly showHotkeys: () => void }) {
  const me = useMe();
  const texts = useDeskTexts().account;
  return (
    <DropPanel
      label={texts.open(me.account.displayName)}
      side="right"
      wide
      button={(facts) => (
        <button type="button" className={bar.account} title={me.account.displayName} {...facts}>
          {initialsOf(me.account.displayName)} <span className="visually-hidden">{texts.open(me.account.displayName)}</span>
        </button>
      )}
    >
      {(close) => (
        <>
          <p className={classes.who}>
            <strong>{me.account.displayName}</strong>
            <span>{me.tenant.name}</span>
          </p>
          <PersonalSettings />
          <ul className={choice.list}>
            <li>
              <Link to="/account" className={choice.choice} onClick={close} data-first>
                <Icon name="person" />
                {texts.page}
              </Link>
            </li>
            <li>
              <button
                type="button"
                className={choice.choice}
                onClick={() => {
                  close();
                  showHotkeys();
                }}
              >
                <Icon name="keyboard" />
                {texts.hotkeys}
              </button>
            </li>
            <li>
              <button
                type="button"
                className={choice.choice}
                onClick={() => {
                  close();
                  void signOutOrAsk(texts.signOutFailed);
                }}
              >
                <Icon name="leave" />
                {texts.signOut}
              </button>
            </li>
          </ul>
        </>
      )}
    </DropPanel>
  );
}
