/** The quick quote before there is a vehicle: one field, and the draft that was left behind if there is one. */
import { useState } from 'react';
import type { VehicleFound } from '#vehicles/api';
import { forgetTabDraft, useMe } from '../../../request/index.ts';
import { Button, EmptyState, HeroPanel, nothing, Notice, Page, Panel } from '../../../ui/index.ts';
import { VehiclePicker } from '../../vehicles/index.ts';
import { sourceOfKey, type QuoteSource } from '../draft/quote-source.ts';
import { readStoredDraft } from '../draft/stored-draft.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './quick-quote.module.css';

interface StartDeskProps {
  readonly onPick: (found: VehicleFound) => void;
  readonly onResume: (source: QuoteSource) => void;
}

export function StartDesk({ onPick, onResume }: StartDeskProps) {
  const texts = useQuotingTexts();
  const { personality } = useMe();
  const [stored, setStored] = useState(() => readStoredDraft(personality.id));
  const source = stored === undefined ? undefined : sourceOfKey(stored.source);
  const drop = (): void => {
    forgetTabDraft(personality.id);
    setStored(undefined);
  };
  const choices = source !== undefined && (
    <>
      <Button kind="primary" onClick={() => onResume(source)}>
        {texts.resume.resume}
      </Button>
      <Button onClick={drop}>{texts.resume.drop}</Button>
    </>
  );
  return (
    <Page title={texts.quickQuote}>
      <div className={classes.columns}>
        <div className={classes.left}>
          {stored !== undefined && source !== undefined && (
            <Notice tone="info" action={choices}>
              {texts.resume.found(stored.vehicleName)}
            </Notice>
          )}
          <Panel>
            <VehiclePicker onPick={onPick} startHere />
            <EmptyState title={texts.vehicle.startTitle} why={texts.vehicle.startWhy} />
          </Panel>
        </div>
        <div className={classes.right}>
          <HeroPanel label={texts.result.instalment} figure={<output>{nothing}</output>}>
            <p>{texts.result.none}</p>
          </HeroPanel>
        </div>
      </div>
    </Page>
  );
}
