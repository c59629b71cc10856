/** A version of the catalogue read beside its list: configured, with its technical data, and the way to its quote. */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Version } from '#vehicles/api';
import { useMay, useQueryOf } from '../../../request/index.ts';
import { Button, SidePanel } from '../../../ui/index.ts';
import { versionOptions } from '../endpoints.ts';
import { useVehicleTexts } from '../use-vehicle-texts.ts';
import { vehicleName } from '../vehicle-words.ts';
import { Configurator } from './configurator.tsx';
import type { ConfiguredChoice } from './configuration-state.ts';
import { TechnicalData } from './technical-data.tsx';
import classes from './version-panel.module.css';

interface VersionPanelProps {
  /** Null while closed. */
  readonly version: Version | null;
  readonly onClose: () => void;
}

function Inside({ version, choice, onChange }: { readonly version: Version; readonly choice: ConfiguredChoice | undefined; readonly onChange: (choice: ConfiguredChoice) => void }) {
  const texts = useVehicleTexts();
  const { data } = useQueryOf(versionOptions, { params: { id: version.versionId } }, { staleTimeMs: 300_000 });
  return (
    <>
      <h3 className={classes.heading}>{texts.configurator.title}</h3>
      <Configurator versionId={version.versionId} chosen={choice?.chosen ?? none} onChange={onChange} />
      <h3 className={classes.heading}>{texts.technical.title}</h3>
      <TechnicalData version={version} technical={data?.technical} />
    </>
  );
}

const none: readonly string[] = [];

export function VersionPanel({ version, onClose }: VersionPanelProps) {
  const texts = useVehicleTexts();
  const navigate = useNavigate();
  const may = useMay();
  const [configured, setConfigured] = useState<{ readonly versionId: string; readonly choice: ConfiguredChoice }>();
  const choice = version !== null && configured?.versionId === version.versionId ? configured.choice : undefined;
  // A choice that cannot be built goes into no quote; the version alone always does.
  const unbuildable = choice !== undefined && choice.chosen.length > 0 && !choice.ok;
  const quote = (): void => {
    if (version === null) return;
    void navigate({ to: '/quotes/new', search: { version: version.versionId, ...(choice === undefined || choice.chosen.length === 0 ? {} : { options: choice.chosen.join('~') }) } });
  };
  return (
    <SidePanel
      opened={version !== null}
      onClose={onClose}
      title={version === null ? '' : vehicleName(version)}
      width={720}
      footer={
        version !== null && may('quoting.quote.price') ? (
          <Button kind="primary" size="touch" disabled={unbuildable} onClick={quote}>
            {texts.quote}
          </Button>
        ) : undefined
      }
    >
      {version !== null && <Inside version={version} choice={choice} onChange={(next) => setConfigured({ versionId: version.versionId, choice: next })} />}
    </SidePanel>
  );
}
