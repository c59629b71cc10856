import type { JudgedRule } from '#identity/api';
import { Icon, Panel, ToneBadge, useLanguage } from '../../../ui/index.ts';
import { useWhyTexts } from './use-why-texts.ts';
import classes from './why.module.css';

/** Every rule of a decision with what it asked; what was lacking says what would be needed. */
export function JudgedRules({ rules }: { readonly rules: readonly JudgedRule[] }) {
  const texts = useWhyTexts();
  const language = useLanguage();
  return (
    <ul className={classes.rules} aria-label={texts.rules}>
      {rules.map((rule) => (
        <li key={rule.words.it}>
          <Panel>
            <div className={classes.head}>
              <p className={classes.rule}>{rule.words[language]}</p>
              <ToneBadge tone={rule.allowed ? 'ok' : 'neutral'} label={rule.allowed ? texts.allows : texts.allowsNot} />
            </div>
            <ul className={classes.checks}>
              {rule.checks.map((check) => (
                <li key={check.words.it} className={check.met ? classes.met : classes.lacking}>
                  <Icon name={check.met ? 'check' : 'close'} size={16} />
                  <span>
                    <span className={classes.spoken}>{check.met ? texts.met : texts.notMet} </span>
                    {check.words[language]}
                    {check.needed !== null && check.needed[language] !== '' && <strong className={classes.needed}>{check.needed[language]}</strong>}
                  </span>
                </li>
              ))}
            </ul>
          </Panel>
        </li>
      ))}
    </ul>
  );
}
