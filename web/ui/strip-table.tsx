import classes from './amortisation-strip.module.css';
import { useFormat } from './format.ts';
import type { StripYear } from './strip-years.ts';
import { useUiTexts } from './use-ui-texts.ts';

/** The same figures as the chart, for who reads figures better than shapes. */
export function StripTable({ years }: { readonly years: readonly StripYear[] }) {
  const { strip } = useUiTexts();
  const format = useFormat();
  const withBalloon = years.some((year) => year.balloonCents > 0);
  const sum = (pick: (year: StripYear) => number): number => years.reduce((total, year) => total + pick(year), 0);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{strip.year}</th>
          <th scope="col">{strip.principal} €</th>
          <th scope="col">{strip.interest} €</th>
          {withBalloon && <th scope="col">{strip.balloon} €</th>}
        </tr>
      </thead>
      <tbody>
        {years.map((year) => (
          <tr key={year.year}>
            <th scope="row">{strip.yearShort(year.year)}</th>
            <td>{format.amount(year.principalCents)}</td>
            <td>{format.amount(year.costCents)}</td>
            {withBalloon && <td>{format.amount(year.balloonCents || null)}</td>}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{strip.total}</th>
          <td>{format.amount(sum((year) => year.principalCents))}</td>
          <td>{format.amount(sum((year) => year.costCents))}</td>
          {withBalloon && <td>{format.amount(sum((year) => year.balloonCents))}</td>}
        </tr>
      </tfoot>
    </table>
  );
}
