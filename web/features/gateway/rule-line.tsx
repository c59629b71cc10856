import { IconButton, Button } from '../../ui/index.ts';
import classes from './gateway.module.css';
import { rankOf, type RuleDraft } from './rule-drafts.ts';
import { useSettingWords } from './setting-fields.tsx';
import { settingsOf } from './setting-drafts.ts';
import { useGatewayTexts } from './use-gateway-texts.ts';

interface RuleLineProps {
  readonly rule: RuleDraft;
  /** Profile and node in words. */
  readonly whom: string;
  readonly fault: string | undefined;
  readonly onEdit: (() => void) | undefined;
  readonly onRemove: () => void;
}

/** A rule in a sentence: of whom it speaks and what it sets. */
export function RuleLine({ rule, whom, fault, onEdit, onRemove }: RuleLineProps) {
  const texts = useGatewayTexts().rules;
  const inWords = useSettingWords();
  const said = [rule.personalityId === null ? '' : texts.personIs(rule.personName ?? texts.unknownPerson), whom].filter((part) => part !== '').join(' · ');
  const settings = rule.effect === 'deny' ? [] : Object.entries(settingsOf(rule.settings));
  return (
    <li className={classes.rule} data-wrong={fault === undefined ? undefined : true}>
      <div className={classes.ruleWords}>
        <strong>{said}</strong>
        {rankOf(rule) !== 'deny' && <span className={classes.meta}>{texts.effects[rule.effect]}</span>}
        {settings.length > 0 && (
          <span className={classes.meta}>
            {settings.map(([name, value]) => `${name} = ${inWords(value)}`).join(' · ')}
          </span>
        )}
        {fault !== undefined && <span className={classes.fault} role="alert">{fault}</span>}
      </div>
      {onEdit !== undefined && (
        <div className={classes.ruleTools}>
          <Button kind="quiet" aria-label={texts.edit(said)} onClick={onEdit}>{texts.editShort}</Button>
          <IconButton icon="close" label={texts.removeOne(said)} onClick={onRemove} />
        </div>
      )}
    </li>
  );
}
