import { useState } from 'react';
import { ProblemError, switchPersonality, useMe } from '../../request/index.ts';
import { Icon, showToast, useLanguage } from '../../ui/index.ts';
import classes from './choice-list.module.css';
import { DropPanel } from './drop-panel.tsx';
import { personalityName, placeOf } from '../personality-name.ts';
import bar from './top-bar.module.css';
import { useDeskTexts } from './use-desk-texts.ts';

/** Goes on as another personality, at its own home: what was open belongs to the former one. Says so when refused. */
export async function workAs(personalityId: string, failed: string): Promise<void> {
  try {
    await switchPersonality(personalityId, () => window.history.replaceState(null, '', '/'));
  } catch (error) {
    showToast({ text: error instanceof ProblemError ? `${failed}. ${error.detail}` : failed });
  }
}

/** "Venditore · AutoNord": as whom the person works, and the others they may be. */
export function PersonalityMenu() {
  const me = useMe();
  const texts = useDeskTexts();
  const language = useLanguage();
  const [going, setGoing] = useState<string>();
  const name = personalityName(me.personality, language);
  const choose = async (id: string, close: () => void): Promise<void> => {
    if (id === me.personality.id) return close();
    setGoing(id);
    await workAs(id, texts.personality.failed);
    setGoing(undefined);
  };
  return (
    <DropPanel
      label={texts.personality.title}
      side="right"
      button={(facts) => (
        <button type="button" className={bar.personality} aria-label={texts.personality.change(name)} {...facts}>
          <span className={bar.personalityName}>{name}</span>
          <Icon name="chevronDown" size={12} />
        </button>
      )}
    >
      {(close) => (
        <>
          <p className={classes.heading}>{texts.personality.title}</p>
          <ul className={classes.list}>
            {me.personalities.map((each) => (
              <li key={each.id}>
                <button type="button" className={classes.choice} aria-current={each.id === me.personality.id} aria-busy={going === each.id} onClick={() => void choose(each.id, close)}>
                  <span className={classes.words}>
                    <span className={classes.title}>{each.profileName[language]}</span>
                    <span className={classes.detail}>{[placeOf(each), each.tenant.name].filter((part, at, all) => all.indexOf(part) === at).join(' · ')}</span>
                  </span>
                  {each.id === me.personality.id && <Icon name="check" />}
                </button>
              </li>
            ))}
          </ul>
          {me.personalities.length === 1 && <p className={classes.note}>{texts.personality.only}</p>}
        </>
      )}
    </DropPanel>
  );
}
