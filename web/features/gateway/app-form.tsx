/** The form of an application: each address is explained where it is asked for. */
import { useId } from 'react';
import { ChoiceBoxes, Panel, SegmentedButtons, TextArea, TextInput } from '../../ui/index.ts';
import type { ApiArea, AppDraft, AppField, AppIcon, AppKind } from './app-draft.ts';
import { appIcons, AppSign } from './app-sign.tsx';
import classes from './gateway.module.css';
import { SettingFields } from './setting-fields.tsx';
import { useGatewayTexts } from './use-gateway-texts.ts';

const kinds: readonly AppKind[] = ['oidcConfidential', 'oidcPublic', 'headerProxy'];

const apiAreas: readonly ApiArea[] = ['quoting', 'vehicles', 'pricing', 'calculator', 'territory', 'news', 'documents'];

function IconChoice({ value, onChange, disabled }: { readonly value: AppIcon; readonly onChange: (icon: AppIcon) => void; readonly disabled: boolean }) {
  const texts = useGatewayTexts().form;
  const id = useId();
  return (
    <fieldset className={classes.icons} role="radiogroup" disabled={disabled}>
      <legend>{texts.icon}</legend>
      {appIcons.map((icon) => (
        <label key={icon} title={texts.icons[icon]}>
          <input type="radio" name={id} className="visually-hidden" checked={icon === value} onChange={() => onChange(icon)} />
          <AppSign icon={icon} />
          <span className="visually-hidden">{texts.icons[icon]}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface AppFormProps {
  readonly draft: AppDraft;
  readonly change: (part: Partial<AppDraft>) => void;
  /** What is wrong in each field, in words. */
  readonly errors: ReadonlyMap<AppField, string>;
  readonly showSettingFaults: boolean;
  /** Already registered: technical name and kind are given. */
  readonly registered: boolean;
  readonly readOnly: boolean;
}

export function AppForm({ draft, change, errors, showSettingFaults, registered, readOnly }: AppFormProps) {
  const all = useGatewayTexts();
  const texts = all.form;
  const proxy = draft.kind === 'headerProxy';
  const of = (field: AppField) => ({ error: errors.get(field), disabled: readOnly });
  return (
    <div className={classes.form}>
      <Panel title={texts.what}>
        <div className={classes.stack}>
          <div className={classes.two}>
            <TextInput label={texts.name} hint={texts.nameHint} value={draft.name} onChange={(name) => change({ name })} maxLength={80} required startHere={!registered} {...of('name')} />
            <TextInput
              label={texts.clientId}
              hint={registered ? texts.clientIdFixed : texts.clientIdHint}
              value={draft.clientId}
              onChange={(clientId) => change({ clientId })}
              tidy="trim"
              maxLength={60}
              required={!registered}
              {...of('clientId')}
              disabled={registered || readOnly}
            />
          </div>
          <TextInput label={texts.description} hint={texts.descriptionHint} value={draft.description} onChange={(description) => change({ description })} maxLength={300} {...of('description')} />
          <IconChoice value={draft.icon} onChange={(icon) => change({ icon })} disabled={readOnly} />
          <div>
            <SegmentedButtons label={texts.kind} options={kinds.map((kind) => ({ value: kind, label: all.kinds[kind], disabled: registered && kind !== draft.kind }))} value={draft.kind} onChange={(kind) => change({ kind })} />
            <p className={classes.hint}>{`${texts.kindWhy[draft.kind]}${registered ? ` ${texts.kindFixed}` : ''}`}</p>
          </div>
        </div>
      </Panel>
      <Panel title={texts.addresses}>
        <div className={classes.stack}>
          <TextInput label={texts.address} hint={proxy ? texts.proxyAddressHint : texts.addressHint} value={draft.address} onChange={(address) => change({ address })} tidy="trim" maxLength={500} required {...of('address')} />
          {!proxy && (
            <>
              <TextArea label={texts.redirectUris} hint={texts.redirectUrisHint} value={draft.redirectUris} onChange={(redirectUris) => change({ redirectUris })} rows={2} required {...of('redirectUris')} />
              <TextArea label={texts.postLogoutUris} hint={texts.postLogoutUrisHint} value={draft.postLogoutUris} onChange={(postLogoutUris) => change({ postLogoutUris })} rows={2} {...of('postLogoutUris')} />
              <TextInput label={texts.backchannelUri} hint={texts.backchannelUriHint} value={draft.backchannelUri} onChange={(backchannelUri) => change({ backchannelUri })} tidy="trim" maxLength={500} {...of('backchannelUri')} />
              <TextInput label={texts.pushUri} hint={texts.pushUriHint} value={draft.pushUri} onChange={(pushUri) => change({ pushUri })} tidy="trim" maxLength={500} {...of('pushUri')} />
              <TextInput label={texts.resource} hint={texts.resourceHint} value={draft.resource} onChange={(resource) => change({ resource })} tidy="trim" maxLength={500} {...of('resource')} />
            </>
          )}
        </div>
      </Panel>
      <Panel title={texts.access}>
        <fieldset className={classes.bare} disabled={readOnly}>
          <div className={classes.stack}>
            <SegmentedButtons
              label={texts.visible}
              options={[{ value: 'yes', label: texts.visibleYes }, { value: 'no', label: texts.visibleNo }]}
              value={draft.defaultVisible ? 'yes' : 'no'}
              onChange={(value) => change({ defaultVisible: value === 'yes' })}
            />
            {!proxy && (
              <div>
                <ChoiceBoxes label={texts.apiAreas} options={apiAreas.map((value) => ({ value, label: texts.areas[value] }))} chosen={draft.apiAreas} onChange={(chosen) => change({ apiAreas: [...chosen] })} />
                <p className={classes.hint}>{texts.apiAreasHint}</p>
              </div>
            )}
            <div>
              <h3 className={classes.heading}>{texts.settings}</h3>
              <p className={classes.hint}>{texts.settingsHint}</p>
              {errors.get('defaultSettings') !== undefined && <p className={classes.fault}>{errors.get('defaultSettings')}</p>}
              <SettingFields drafts={draft.defaultSettings} showFaults={showSettingFaults} onChange={(defaultSettings) => change({ defaultSettings })} />
            </div>
          </div>
        </fieldset>
      </Panel>
    </div>
  );
}
