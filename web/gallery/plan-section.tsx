import { useState } from 'react';
import { AmortisationStrip, Button, FigureList, HeroPanel, MoneyInput, Panel, Rate, useFormat } from '../ui/index.ts';
import classes from './gallery.module.css';
import { samplePlan } from './sample-data.ts';
import { useGalleryTexts } from './use-gallery-texts.ts';

const balloonPlan = samplePlan(48, 980_000);
const levelPlan = samplePlan(24, 0);

/** The navy panel with a figure that can be typed, and the plan as strip, as table, and missing. */
export function PlanSection() {
  const { plan: texts } = useGalleryTexts();
  const format = useFormat();
  const [instalment, setInstalment] = useState<number | null>(37_283);
  return (
    <Panel title={texts.title}>
      <p className={classes.about}>{texts.about}</p>
      <div className={classes.columns}>
        <HeroPanel figure={<MoneyInput look="hero" label={texts.instalment} value={instalment} onChange={setInstalment} />}>
          <p>
            TAN <b><Rate ppm={69_500} /></b> TAEG <b><Rate ppm={79_200} /></b>
          </p>
          <FigureList
            items={[
              { key: 'financed', label: texts.financed, value: format.money(2_301_200) },
              { key: 'interest', label: texts.interest, value: format.money(468_383) },
              { key: 'balloon', label: texts.balloon, value: format.money(980_000) },
              { key: 'total', label: texts.total, value: format.money(2_804_583), strong: true },
            ]}
          />
          <AmortisationStrip rows={balloonPlan} balloonCents={980_000} />
          <Button kind="hero" size="touch" wide>{texts.go}</Button>
        </HeroPanel>
        <div className={classes.stack}>
          <h3 className={classes.small}>{texts.level}</h3>
          <AmortisationStrip rows={levelPlan} balloonCents={0} height={96} />
          <h3 className={classes.small}>{texts.missing}</h3>
          <AmortisationStrip rows={[]} balloonCents={0} />
          <FigureList items={[{ key: 'financed', label: texts.financed, value: format.money(2_301_200) }, { key: 'balloon', label: texts.balloon, value: format.money(null) }]} />
        </div>
      </div>
    </Panel>
  );
}
