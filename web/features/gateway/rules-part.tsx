/** Who sees an application and with which settings, in the order in which it counts. */
import { useState } from 'react';
import type { RegisteredApp } from '#gateway/api';
import { useWrite } from '../../request/index.ts';
import { Button, Panel, Problem, showToast } from '../../ui/index.ts';
import { gatewayAnswers, setRules } from './endpoints.ts';
import classes from './gateway.module.css';
import { blankRule, draftOfRule, rankOf, ruleBody, ruleRanks, type ListedRule, type RuleDraft } from './rule-drafts.ts';
import { RuleLine } from './rule-line.tsx';
import { RulePanel } from './rule-panel.tsx';
import { useSettingWords } from './setting-fields.tsx';
import { useGatewayTexts } from './use-gateway-texts.ts';
import { useRuleNames } from './use-rule-names.ts';

function Precedence() {
  const texts = useGatewayTexts().rules;
  return (
    <Panel title={texts.order}>
      <p className={classes.hint}>{texts.orderWhy}</p>
      <ol className={classes.steps}>
        {texts.steps.map((step) => <li key={step}>{step}</li>)}
      </ol>
      <p className={classes.hint}>{texts.both}</p>
    </Panel>
  );
}

interface RulesPartProps {
  readonly app: RegisteredApp;
  readonly rules: readonly ListedRule[];
  readonly mayWrite: boolean;
}

/** Made anew for each version of the application, so that it begins with what is saved. */
export function RulesPart({ app, rules, mayWrite }: RulesPartProps) {
  const all = useGatewayTexts();
  const texts = all.rules;
  const names = useRuleNames();
  const inWords = useSettingWords();
  const [saved] = useState(() => rules.map(draftOfRule));
  const [drafts, setDrafts] = useState<readonly RuleDraft[]>(saved);
  const [edited, setEdited] = useState<RuleDraft>();
  const save = useWrite(setRules, { refreshes: gatewayAnswers, onDone: () => showToast({ text: texts.saved }) });
  const changed = drafts !== saved;
  const isNew = edited !== undefined && !drafts.some(({ key }) => key === edited.key);
  // What the server refuses it names by the place in the list that was sent.
  const wrongAt = Number(/^body\.rules\.(\d+)/.exec(save.error?.fields[0]?.path ?? '')?.[1] ?? Number.NaN);
  const defaults = Object.entries(app.defaultSettings);
  const apply = (rule: RuleDraft): void => {
    setDrafts(isNew ? [...drafts, rule] : drafts.map((each) => (each.key === rule.key ? rule : each)));
    setEdited(undefined);
  };
  return (
    <div className={classes.beside}>
      <div className={classes.stack}>
        {save.error !== null && <Problem problem={save.error} compact lost="nothing" />}
        {mayWrite && (
          <div className={classes.tools}>
            <Button icon="plus" onClick={() => setEdited(blankRule())}>{texts.add}</Button>
            {changed && (
              <>
                <output className={classes.meta}>{texts.unsaved}</output>
                <Button kind="quiet" onClick={() => setDrafts(saved)}>{texts.undo}</Button>
                <Button kind="primary" busy={save.isPending} onClick={() => save.mutate({ params: { id: app.id }, body: { version: app.version, rules: drafts.map(ruleBody) } })}>{texts.save}</Button>
              </>
            )}
          </div>
        )}
        {ruleRanks.map((rank) => {
          const here = drafts.filter((rule) => rankOf(rule) === rank);
          return here.length === 0 ? null : (
            <Panel key={rank} title={texts.ranks[rank]}>
              <ul className={classes.plain}>
                {here.map((rule) => (
                  <RuleLine
                    key={rule.key}
                    rule={rule}
                    whom={names.whom(rule)}
                    fault={drafts.indexOf(rule) === wrongAt ? texts.wrongHere : undefined}
                    onEdit={mayWrite ? () => setEdited(rule) : undefined}
                    onRemove={() => setDrafts(drafts.filter((each) => each !== rule))}
                  />
                ))}
              </ul>
            </Panel>
          );
        })}
        <Panel title={texts.rest}>
          <p className={classes.restWords}>
            <strong>{app.defaultVisible ? texts.restYes : texts.restNo}</strong>
            <span className={classes.meta}>{defaults.length === 0 ? all.setting.none : defaults.map(([name, value]) => `${name} = ${inWords(value)}`).join(' · ')}</span>
          </p>
        </Panel>
      </div>
      <Precedence />
      {edited !== undefined && <RulePanel key={edited.key} rule={edited} isNew={isNew} others={drafts} names={names} onClose={() => setEdited(undefined)} onApply={apply} />}
    </div>
  );
}
