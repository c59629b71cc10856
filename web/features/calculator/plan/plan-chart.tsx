/** Principal and interest of every row, and the balance. Own SVG; its caption says the finding, the table of the rows is its twin. */
import { useEffect, useId, useState } from 'react';
import { useFormat, useLanguage } from '../../../ui/index.ts';
import type { PlanAnswer } from '../result/answers.ts';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import { chartShapes, halfRow } from './chart-shapes.ts';
import classes from './plan-chart.module.css';

const height = 150;

/** Width of an element in pixels, followed as it changes. */
function useWidth(): readonly [number, (element: HTMLElement | null) => void] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [width, setWidth] = useState(480);
  useEffect(() => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry?.contentRect.width ?? 0);
      if (measured > 0) setWidth(measured);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [width, setElement];
}

export function PlanChart({ plan }: { readonly plan: PlanAnswer }) {
  const texts = useCalculatorTexts().chart;
  const format = useFormat();
  const language = useLanguage();
  const id = useId();
  const [width, measure] = useWidth();
  const { rows, totals, amountFinancedCents } = plan;
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return null;
  const shapes = chartShapes(rows, amountFinancedCents, width, height);
  const share = totals.dueCents === 0 ? 0 : totals.interestCents / totals.dueCents;
  const half = halfRow(rows, amountFinancedCents);
  const percent = `${(share * 100).toFixed(1).replace('.', language === 'it' ? ',' : '.')}${language === 'it' ? '\u00a0' : ''}%`;
  const sentence = texts.sentence(rows.length, format.money(totals.dueCents), format.money(totals.interestCents), percent) + (half === undefined ? '' : texts.half(half.number, format.date(half.dueDate)));
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption id={id} className={classes.sentence}>
        {sentence} <span className="visually-hidden">{texts.twin}</span>
      </figcaption>
      <div className={classes.scale} aria-hidden="true">
        <span>{format.money(shapes.mostCents)}</span>
        <span>{format.money(shapes.mostBalanceCents)}</span>
      </div>
      <div ref={measure}>
        <svg className={classes.chart} width="100%" height={height} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-labelledby={id}>
          <defs>
            <pattern id={`${id}-hatch`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="4" height="4" className={classes.hatchGround} />
              <rect width="1.8" height="4" className={classes.hatchLine} />
            </pattern>
          </defs>
          <path d={shapes.principal} className={classes.principal} />
          <path d={shapes.interest} fill={rows.length > width / 3 ? undefined : `url(#${id}-hatch)`} className={rows.length > width / 3 ? classes.hatchLine : undefined} />
          <path d={`M0 ${shapes.zero}H${width}`} className={classes.zero} />
          <path d={shapes.balance} className={classes.halo} />
          <path d={shapes.balance} className={classes.balance} />
        </svg>
      </div>
      <div className={classes.scale} aria-hidden="true">
        <span>{format.date(first.dueDate)}</span>
        <span>{format.date(last.dueDate)}</span>
      </div>
      <ul className={classes.legend}>
        <li><span className={`${classes.swatch} ${classes.principalSwatch}`} />{texts.principal}</li>
        <li><span className={`${classes.swatch} ${classes.interestSwatch}`} />{texts.interest}</li>
        <li><span className={`${classes.swatch} ${classes.balanceSwatch}`} />{texts.balance}</li>
      </ul>
    </figure>
  );
}
