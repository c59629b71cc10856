/**
 * The plan at a glance: one column per year, split into principal, cost and balloon. Own SVG. Its title is a sentence that
 * states the finding, and a table with the same figures stands one key away.
 */
import { useId, useState } from 'react';
import { StripChart } from './strip-chart.tsx';
import { StripTable } from './strip-table.tsx';
import classes from './amortisation-strip.module.css';
import { useFormat } from './format.ts';
import { stripYears } from './strip-years.ts';
import type { StripRow } from './strip-years.ts';
import { useUiTexts } from './use-ui-texts.ts';

export type { StripRow } from './strip-years.ts';

export interface AmortisationStripProps {
  /** The rows of the plan; empty while there is no result. */
  readonly rows: readonly StripRow[];
  /** 0 for a level plan. */
  readonly balloonCents: number;
  /** Replaces the sentence made here. */
  readonly sentence?: string | undefined;
  /** Height of the drawing in pixels. */
  readonly height?: number | undefined;
}

export function AmortisationStrip({ rows, balloonCents, sentence, height = 120 }: AmortisationStripProps) {
  const { strip } = useUiTexts();
  const format = useFormat();
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  if (rows.length === 0) return <p className={classes.empty}>{strip.empty}</p>;

  const years = stripYears(rows, balloonCents);
  const cost = years.reduce((sum, year) => sum + year.costCents, 0);
  const due = rows.reduce((sum, row) => sum + row.dueCents, 0);
  const finding = sentence ?? strip.sentence(format.money(due), format.money(cost), strip.years(years.length)) + (balloonCents > 0 ? strip.sentenceBalloon(format.money(balloonCents)) : '');
  return (
    <figure className={classes.strip} aria-labelledby={id}>
      <figcaption id={id} className={classes.sentence}>{finding}</figcaption>
      {asTable ? <StripTable years={years} /> : <StripChart years={years} height={height} labelledBy={id} />}
      <div className={classes.foot}>
        <ul className={classes.legend}>
          <li><span className={`${classes.swatch} ${classes.principal}`} />{strip.principal}</li>
          <li><span className={`${classes.swatch} ${classes.cost}`} />{strip.interest}</li>
          {balloonCents > 0 && <li><span className={`${classes.swatch} ${classes.balloon}`} />{strip.balloon}</li>}
        </ul>
        <button type="button" className={classes.toggle} onClick={() => setAsTable(!asTable)} data-no-print>{asTable ? strip.asChart : strip.asTable}</button>
      </div>
    </figure>
  );
}
