import { Button, IconButton, SegmentedButtons, TextInput } from '../../ui/index.ts';
import { ChoiceField } from './choice-field.tsx';
import classes from './gateway.module.css';
import { blankSetting, settingFaults, settingKinds, settingText, type AppSettings, type SettingDraft, type SettingFault } from './setting-drafts.ts';
import { useGatewayTexts } from './use-gateway-texts.ts';

interface RowProps {
  readonly draft: SettingDraft;
  readonly fault: SettingFault | undefined;
  readonly onChange: (part: Partial<SettingDraft>) => void;
  readonly onRemove: () => void;
}

function SettingRow({ draft, fault, onChange, onRemove }: RowProps) {
  const texts = useGatewayTexts().setting;
  const ofName = fault === 'nameMissing' || fault === 'nameForm' || fault === 'nameTwice';
  const said = fault === undefined ? undefined : texts.faults[fault];
  const changeKind = (chosen: string): void => {
    const kind = settingKinds.find((each) => each === chosen) ?? 'text';
    onChange({ kind, text: kind === 'truth' ? 'true' : kind === 'nothing' ? '' : draft.kind === 'truth' ? '' : draft.text });
  };
  return (
    <li className={classes.setting}>
      <TextInput label={texts.name} value={draft.name} onChange={(name) => onChange({ name })} tidy="trim" maxLength={60} error={ofName ? said : undefined} />
      <ChoiceField label={texts.kind} value={draft.kind} options={settingKinds.map((kind) => [kind, texts.kinds[kind]] as const)} onChange={changeKind} />
      {draft.kind === 'truth' ? (
        <SegmentedButtons label={texts.value} options={[{ value: 'true', label: texts.yes }, { value: 'false', label: texts.no }]} value={draft.text} onChange={(text) => onChange({ text })} />
      ) : (
        <TextInput
          label={draft.kind === 'list' ? `${texts.value} (${texts.listHint.toLowerCase().replace(/\.$/, '')})` : texts.value}
          value={draft.text}
          onChange={(text) => onChange({ text })}
          disabled={draft.kind === 'nothing'}
          placeholder={draft.kind === 'nothing' ? texts.empty : undefined}
          maxLength={500}
          error={ofName ? undefined : said}
        />
      )}
      <IconButton icon="close" label={texts.remove(draft.name === '' ? texts.unnamed : draft.name)} onClick={onRemove} />
    </li>
  );
}

interface SettingFieldsProps {
  readonly drafts: readonly SettingDraft[];
  /** What is wrong is said only once somebody tried to save. */
  readonly showFaults: boolean;
  readonly onChange: (drafts: readonly SettingDraft[]) => void;
}

/** Settings as rows of name, kind and value. */
export function SettingFields({ drafts, showFaults, onChange }: SettingFieldsProps) {
  const texts = useGatewayTexts().setting;
  const faults = settingFaults(drafts);
  return (
    <div className={classes.settings}>
      {drafts.length > 0 && (
        <ul className={classes.plain}>
          {drafts.map((draft) => (
            <SettingRow
              key={draft.key}
              draft={draft}
              fault={showFaults ? faults.get(draft.key) : undefined}
              onChange={(part) => onChange(drafts.map((each) => (each.key === draft.key ? { ...each, ...part } : each)))}
              onRemove={() => onChange(drafts.filter(({ key }) => key !== draft.key))}
            />
          ))}
        </ul>
      )}
      <div>
        <Button icon="plus" onClick={() => onChange([...drafts, blankSetting()])}>{texts.add}</Button>
      </div>
    </div>
  );
}

/** A value in words: 'Sì', '12,5', 'modulistica; area'. */
export function useSettingWords(): (value: AppSettings[string]) => string {
  const texts = useGatewayTexts().setting;
  return (value) => (value === null ? texts.empty : typeof value === 'boolean' ? (value ? texts.yes : texts.no) : settingText(value));
}
