import { useState } from 'react';
import { AmortisationStrip, Button, FigureList, HeroLines, HeroPanel, HeroRates, MoneyInput, Panel, Rate, ResultBar, TextButton, useFormat } from '../ui/index.ts';
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
          <HeroRates
            rates={[
              { key: 'tan', word: 'TAN', value: <Rate ppm={69_500} /> },
              { key: 'taeg', word: 'TAEG', value: <Rate ppm={79_200} /> },
            ]}
          >
            <TextButton onClick={() => setInstalment(37_283)}>{format.money(37_283)}</TextButton>
          </HeroRates>
          <HeroLines>
            <FigureList
              items={[
                { key: 'financed', label: texts.financed, value: format.money(2_301_200) },
                { key: 'interest', label: texts.interest, value: format.money(468_383) },
                { key: 'balloon', label: texts.balloon, value: format.money(980_000) },
                { key: 'total', label: texts.total, value: format.money(2_804_583), strong: true },
              ]}
            />
          </HeroLines>
          <AmortisationStrip rows={balloonPlan} balloonCents={980_000} />
          <Button kind="hero" size="touch" wide>{texts.go}</Button>
        </HeroPanel>
        <ResultBar label={texts.title} figure={format.money(instalment)} words={texts.instalment} action={<Button kind="hero" size="touch">{texts.go}</Button>} />
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
