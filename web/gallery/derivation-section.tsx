import { useMemo, useState } from 'react';
import { Button, Derivation, ExplainedFigure, Panel, useFormat } from '../ui/index.ts';
import type { DerivationPart, Format } from '../ui/index.ts';
import classes from './gallery.module.css';
import { useGalleryTexts } from './use-gallery-texts.ts';

type Texts = ReturnType<typeof useGalleryTexts>['derivation'];

/** A row told in two parts. */
function rowParts(texts: Texts, format: Format): readonly DerivationPart[] {
  const interest = {
    key: 'interest',
    title: texts.interest,
    steps: [
      { label: texts.balance, formula: '', value: format.money(1_963_579) },
      { label: texts.exact, formula: `${format.amount(1_963_579)} × 31/365`, value: '115,904957… €' },
      { label: texts.rounded, formula: '115,904957… €', value: format.money(11_590), article: texts.article },
    ],
  };
  const principal = { key: 'principal', title: texts.principal, steps: [{ label: texts.rest, formula: `${format.amount(47_846)} − ${format.amount(11_590)}`, value: format.money(36_256) }] };
  return [interest, principal];
}

const none = (): Promise<readonly DerivationPart[]> => Promise.resolve([]);
const fails = (): Promise<readonly DerivationPart[]> => Promise.reject(new TypeError('Failed to fetch'));

/** A figure that explains itself; its steps, those of a row in parts, nothing to tell, and a download that failed. */
export function DerivationSection() {
  const texts = useGalleryTexts().derivation;
  const format = useFormat();
  const [asked, setAsked] = useState(false);
  const words = { loading: texts.loading, failed: texts.failed, none: texts.none, note: texts.note };
  const row = useMemo(() => () => Promise.resolve(rowParts(texts, format)), [texts, format]);
  return (
    <Panel title={texts.title}>
      <p className={classes.about}>{texts.about}</p>
      <p><ExplainedFigure label={texts.explain} onExplain={() => setAsked(true)}>{format.money(47_846)}</ExplainedFigure></p>
      <div className={classes.columns}>
        <div className={classes.stack}>
          <h3 className={classes.small}>{texts.ofRow}</h3>
          <Derivation {...words} load={row} />
        </div>
        <div className={classes.stack}>
          <h3 className={classes.small}>{texts.ofNothing}</h3>
          <Derivation {...words} load={none} />
          <h3 className={classes.small}>{texts.ofFailure}</h3>
          {asked ? <Derivation {...words} load={fails} /> : <div><Button onClick={() => setAsked(true)}>{texts.fail}</Button></div>}
        </div>
      </div>
    </Panel>
  );
}
