import { useId } from 'react';
import classes from './amortisation-strip.module.css';
import type { StripYear } from './strip-years.ts';
import { useUiTexts } from './use-ui-texts.ts';

const labelHeight = 18;
/** A short plan keeps slim columns: the width is shared as if there were at least this many years. */
const fewestColumns = 5;
/** Share of a column's place that stays free. */
const gapShare = 0.18;

interface Segment {
  readonly key: 'principal' | 'cost' | 'balloon';
  readonly cents: number;
}

const segmentsOf = (year: StripYear): readonly Segment[] => [
  { key: 'principal', cents: year.principalCents },
  { key: 'cost', cents: year.costCents },
  { key: 'balloon', cents: year.balloonCents },
];

/** Columns stacked from the bottom. Patterns besides colour: the cost is hatched, the balloon has an outline. */
export function StripChart({ years, height, labelledBy }: { readonly years: readonly StripYear[]; readonly height: number; readonly labelledBy: string }) {
  const { strip } = useUiTexts();
  const hatch = useId();
  const most = Math.max(1, ...years.map((year) => year.principalCents + year.costCents + year.balloonCents));
  const room = height - labelHeight;
  const place = 100 / Math.max(fewestColumns, years.length);
  return (
    <svg className={classes.chart} height={height} role="img" aria-labelledby={labelledBy}>
      <defs>
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" className={classes.hatchGround} />
          <rect width="1.5" height="4" className={classes.hatchLine} />
        </pattern>
      </defs>
      {years.map((year, index) => {
        let top = room;
        return (
          <svg key={year.year} x={`${index * place}%`} width={`${place * (1 - gapShare)}%`} height={height} overflow="visible">
            {segmentsOf(year).filter((segment) => segment.cents > 0).map((segment) => {
              const tall = (segment.cents / most) * (room - 2);
              top -= tall;
              return <rect key={segment.key} x="0" y={top} width="100%" height={Math.max(1, tall - 1)} className={classes[segment.key]} fill={segment.key === 'cost' ? `url(#${hatch})` : undefined} />;
            })}
            <text x="50%" y={height - 4} textAnchor="middle" className={classes.axis}>{strip.yearShort(year.year)}</text>
          </svg>
        );
      })}
    </svg>
  );
}
