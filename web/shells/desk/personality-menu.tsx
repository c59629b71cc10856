import { useState } from 'react';
import { addDays } from '#platform/civil-date';
import { Link } from '@tanstack/react-router';
import { ProblemError, switchPersonality, useMe } from '../../request/index.ts';
import { Icon, showToast, useFormat, useLanguage } from '../../ui/index.ts';
import classes from './choice-list.module.css';
import { DropPanel } from './drop-panel.tsx';
import { personalityName, placeOf } from '../personality-name.ts';
import bar from './top-bar.module.css';
import { useDeskTexts } from './use-desk-texts.ts';

/** Goes on as another personality, or in a colleague's place, at its own home: what was open belongs to the former one. Says so when refused. */
export async function workAs(personalityId: string, failed: string, delegationId?: string): Promise<void> {
  try {
    await switchPersonality({ personalityId, ...(delegationId === undefined ? {} : { delegationId }) }, () => window.history.replaceState(null, '', '/'));
  } catch (error) {
    showToast({ text: error instanceof ProblemError ? `${failed}. ${error.detail}` : failed });
  }
}

/** "Venditore · AutoNord", or "Anna Villa per Luca Ferri fino al 12/12/2026": as whom the person works, and the others they may be. */
export function PersonalityMenu() {
  const me = useMe();
  const texts = useDeskTexts();
  const language = useLanguage();
  const [going, setGoing] = useState<string>();
  const format = useFormat();
  const lent = me.onBehalfOf;
  const until = (validTo: string): string => format.date(addDays(validTo, -1));
  const name = lent === null ? personalityName(me.personality, language) : texts.personality.standIn(me.account.displayName, lent.absentName, until(lent.validTo));
  const choose = async (id: string, close: () => void, delegationId?: string): Promise<void> => {
    if (id === me.personality.id) return close();
    setGoing(id);
    await workAs(id, texts.personality.failed, delegationId);
    setGoing(undefined);
  };
  return (
    <DropPanel
      label={texts.personality.title}
      side="right"
      button={(facts) => (
        <button type="button" className={bar.personality} data-lent={lent !== null} aria-label={texts.personality.change(name)} {...facts}>
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
          {me.standIns.length > 0 && (
            <>
              <p className={classes.heading}>{texts.personality.standIns}</p>
              <ul className={classes.list}>
                {me.standIns.map((each) => (
                  <li key={each.delegationId}>
                    <button type="button" className={classes.choice} aria-current={each.id === me.personality.id} aria-busy={going === each.id} onClick={() => void choose(each.id, close, each.delegationId)}>
                      <span className={classes.words}>
                        <span className={classes.title}>{texts.personality.inPlaceOf(each.absentName)}</span>
                        <span className={classes.detail}>{[personalityName(each, language), texts.personality.until(until(each.validTo)), ...(each.amountLimitCents === null ? [] : [texts.personality.upTo(format.money(each.amountLimitCents))])].join(' · ')}</span>
                      </span>
                      {each.id === me.personality.id && <Icon name="check" />}
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
          <ul className={classes.list}>
            <li>
              <Link to="/delegations" className={classes.choice} onClick={close}>
                <Icon name="people" />
                {texts.personality.delegations}
              </Link>
            </li>
          </ul>
          {me.personalities.length === 1 && me.standIns.length === 0 && <p className={classes.note}>{texts.personality.only}</p>}
        </>
      )}
    </DropPanel>
  );
}
